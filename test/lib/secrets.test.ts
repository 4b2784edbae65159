import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newRecordId, newRequestId } from '../../src/lib/ids.ts';
import { equalInConstantTime, hashToken, newSecret, signText } from '../../src/lib/secrets.ts';

const KEY = Buffer.alloc(32, 1);

test('row 33: a secret holds as many random bytes as asked for, 192 bits by default, URL-safe and never twice', () => {
  assert.equal(Buffer.from(newSecret(), 'base64url').length, 24);
  assert.equal(Buffer.from(newSecret(9), 'base64url').length, 9);
  const secrets = Array.from({ length: 1000 }, () => newSecret());
  assert.equal(new Set(secrets).size, 1000);
  assert.ok(secrets.every((secret) => encodeURIComponent(secret) === secret));
});

test('the hash of a token is SHA-256, and different texts have different hashes', () => {
  assert.equal(hashToken('abc'), 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (a === b) === (hashToken(a) === hashToken(b))));
});

test('a signature is bound to its key and to every character of its text', () => {
  assert.equal(signText(KEY, 'text'), signText(KEY, 'text'));
  assert.notEqual(signText(KEY, 'text'), signText(Buffer.alloc(32, 2), 'text'));
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (a === b) === (signText(KEY, a) === signText(KEY, b))));
});

test('equalInConstantTime is true for equal texts only, of whatever length and characters', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(fc.property(text, (a) => equalInConstantTime(a, a)));
  fc.assert(fc.property(text, text, (a, b) => equalInConstantTime(a, b) === (a === b)));
  assert.equal(equalInConstantTime('', 'x'), false);
});

test('ids of records are UUIDs of version 7 that sort by time', () => {
  const nowMs = 1_795_000_000_000;
  const ids = Array.from({ length: 50 }, (_, index) => newRecordId(nowMs + index));
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16), nowMs);
});

test('ids of requests are never the same', () => {
  assert.equal(new Set(Array.from({ length: 1000 }, newRequestId)).size, 1000);
});
