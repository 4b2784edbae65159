import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkTokenFormat, newToken, type TokenPrefix, tokenKey } from '../../../src/domain/access/token-format.ts';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import type { Brokers } from '../../../src/domain/brokers/brokers.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { redact } from '../../../src/lib/redact.ts';

const PREFIXES: readonly TokenPrefix[] = ['ot', 'at', 'ia'];
const acme = { brokerName: 'acme' } as Broker;
const other = { brokerName: 'other' } as Broker;
const brokers = { list: () => [acme, other] } as unknown as Brokers;

test('a new token has the format of its white label, and no other white label takes it', () => {
  for (const prefix of PREFIXES) {
    const token = newToken(prefix, acme);
    checkTokenFormat(brokers, acme, token);
    assert.throws(() => checkTokenFormat(brokers, other, token), { code: 'token_of_other_broker' });
  }
});

test('a thousand tokens are a thousand different ones, each with 192 bits that tell nothing', () => {
  const tokens = Array.from({ length: 1000 }, () => newToken('ot', acme));
  assert.equal(new Set(tokens).size, 1000);
  assert.equal(new Set(tokens.map((token) => token.slice(0, 11))).size, 1, 'what is before them tells the white label');
  assert.ok(tokens.every((token) => /^[A-Za-z0-9_-]{32}$/.test(token.slice(11))));
});

test('the key of a token holds its hash and its white label, never the token', () => {
  const token = newToken('ot', acme);
  const key = tokenKey('one-time-token-sign-in', acme, token);
  assert.equal(key.partition, 'acme');
  assert.doesNotMatch(JSON.stringify(key), new RegExp(token.slice(11)));
  assert.notDeepEqual(key, tokenKey('one-time-token-in-app', acme, token));
  assert.notDeepEqual(key, tokenKey('one-time-token-sign-in', other, token));
});

describe('row 46: any text', () => {
  const near = fc.stringMatching(/^(ot|at|ia|xx)[_-][A-Za-z0-9_.~-]{38,42}$/);
  const anything = fc.oneof(near, fc.string(), fc.constantFrom(newToken('ot', acme), newToken('at', other), ''));

  test('has the format of a token, is another broker’s or is malformed, and nothing else happens', () => {
    fc.assert(
      fc.property(anything, (text) => {
        try {
          checkTokenFormat(brokers, acme, text);
          return /^(ot|at|ia)_[\w-]{40}$/.test(text);
        } catch (error) {
          return isBridgeError(error, 'token_malformed', 'token_of_other_broker');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('that holds a token is written down without it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PREFIXES), fc.string(), fc.string(), (prefix, before, after) => {
        const token = newToken(prefix, acme);
        return !redact(`${before} ${token} ${after}`).includes(token.slice(11));
      }),
    );
  });
});
