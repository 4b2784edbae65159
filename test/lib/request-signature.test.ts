import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isSignedRequest, signRequest } from '../../src/lib/request-signature.ts';

const REQUEST = { timestamp: '1800000000', method: 'POST', path: '/b/main/cashier/callback?x=1', body: '{"a":1}' };
const TIMES = { nowMs: 1_800_000_000_000, windowSeconds: 300 };

describe('row 38: a signature of a request', () => {
  test('is HMAC-SHA256 over timestamp, method, path and body', () => {
    // printf '1800000000\nPOST\n/b/main/cashier/callback?x=1\n{"a":1}' | openssl dgst -sha256 -hmac secret
    const expected = '04fe156672f49c839a0b19d7a4d295aab0b7b7b465990745525d58d9e3e7e1b4';
    assert.equal(signRequest('secret', REQUEST), expected);
    assert.equal(isSignedRequest('secret', REQUEST, expected.toUpperCase(), TIMES), true);
  });

  for (const change of [
    { timestamp: '1800000001' },
    { method: 'PUT' },
    { path: '/b/main/cashier/callback?x=2' },
    { path: '/b/main/cashier/callback' },
    { body: '{"a":2}' },
    { body: '' },
  ]) {
    test(`is worth nothing with ${JSON.stringify(change)}`, () => {
      const signature = signRequest('secret', REQUEST);
      assert.equal(isSignedRequest('secret', { ...REQUEST, ...change }, signature, TIMES), false);
    });
  }

  for (const timestamp of ['', 'now', '1e9', '-1800000000', '1800000000.5', ' 1800000000', '99999999999999']) {
    test(`is worth nothing with the timestamp "${timestamp}", though it is signed`, () => {
      const request = { ...REQUEST, timestamp };
      assert.equal(isSignedRequest('secret', request, signRequest('secret', request), TIMES), false);
    });
  }

  test('without anything between the parts is another one', () => {
    // printf '1800000000POST/b/main/cashier/callback?x=1{"a":1}' | openssl dgst -sha256 -hmac secret
    const expected = '18a7e59314e55e97cf6f0511cedd0410c4dcdd46e61da5d181b2b4144b5cced1';
    assert.equal(signRequest('secret', REQUEST, 'joined'), expected);
    assert.equal(isSignedRequest('secret', REQUEST, expected, { ...TIMES, form: 'joined' }), true);
    assert.equal(isSignedRequest('secret', REQUEST, expected, TIMES), false);
    assert.equal(
      isSignedRequest('secret', REQUEST, signRequest('secret', REQUEST), { ...TIMES, form: 'joined' }),
      false,
    );
  });

  test('of another length, or none, is refused without a fault', () => {
    for (const signature of ['', 'a', 'é'.repeat(64)]) {
      assert.equal(isSignedRequest('secret', REQUEST, signature, TIMES), false);
    }
  });
});
