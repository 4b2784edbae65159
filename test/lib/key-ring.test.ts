import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createKeyRing } from '../../src/lib/key-ring.ts';

const ONE = { id: 'one', bytes: Buffer.alloc(32, 1) };
const TWO = { id: 'two', bytes: Buffer.alloc(32, 2) };
const ring = createKeyRing([ONE]);

test('row 46: whatever is sealed for a context is opened for it, and is never sealed the same way twice', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (secret, context) => {
      const plaintext = secret.toWellFormed();
      const [first, second] = [ring.seal(plaintext, context), ring.seal(plaintext, context)];
      assert.notEqual(first, second);
      assert.equal(ring.open(first, context), plaintext);
    }),
  );
});

test('what was sealed for one context is not opened for another', () => {
  const sealed = ring.seal('secret', 'manager-password/acme');
  for (const context of ['manager-password/other', '', 'manager-password/acme ']) {
    assert.throws(() => ring.open(sealed, context));
  }
});

test('row 46: a sealed text with any bit changed is not opened', () => {
  const [keyId, ...parts] = ring.seal('a secret of some length', 'context').split('.');
  const bytes = parts.map((part) => Buffer.from(part, 'base64url'));
  fc.assert(
    fc.property(fc.nat(2), fc.nat(), fc.nat(7), (part, at, bit) => {
      const changed = bytes.map((one) => Buffer.from(one));
      const target = changed[part] ?? Buffer.alloc(1);
      const index = at % target.length;
      target.writeUInt8(target.readUInt8(index) ^ (1 << bit), index);
      const text = [keyId, ...changed.map((one) => one.toString('base64url'))].join('.');
      assert.throws(() => ring.open(text, 'context'));
    }),
  );
});

test('row 46: no text that was not sealed is opened, however short its tag', () => {
  fc.assert(fc.property(fc.string(), (text) => void assert.throws(() => ring.open(text, ''))));
  const [keyId, nonce, body, tag = ''] = ring.seal('secret', '').split('.');
  for (const short of ['', tag.slice(0, 2), tag.slice(0, 6), tag.slice(0, 16)]) {
    assert.throws(() => ring.open([keyId, nonce, body, short].join('.'), ''));
  }
});

test('row 37: a rotated ring opens what the old key sealed and seals with the new one, until the old key is gone', () => {
  const sealed = ring.seal('secret', 'context');
  const rotated = createKeyRing([TWO, ONE]);
  assert.equal(rotated.open(sealed, 'context'), 'secret');
  assert.equal(rotated.currentKeyId, 'two');
  assert.match(rotated.seal('secret', 'context'), /^two\./);
  const later = createKeyRing([TWO]);
  assert.throws(() => later.open(sealed, 'context'), /No encryption key with the id "one"/);
});

test('derived keys are 32 bytes, the same each time, and differ by purpose and key', () => {
  const rotated = createKeyRing([TWO, ONE]);
  assert.equal(ring.derive('purpose')?.length, 32);
  assert.deepEqual(ring.derive('purpose'), rotated.derive('purpose', 'one'));
  assert.notDeepEqual(ring.derive('purpose'), rotated.derive('purpose'));
  assert.notDeepEqual(ring.derive('purpose'), ring.derive('purpose2'));
  assert.notDeepEqual(ring.derive('purpose'), ONE.bytes);
});

test('a key that is not there derives nothing', () => {
  for (const keyId of ['', 'three', 'ONE', '__proto__']) assert.equal(ring.derive('purpose', keyId), undefined);
  assert.throws(() => createKeyRing([]));
});
