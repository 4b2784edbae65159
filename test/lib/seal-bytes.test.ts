import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { openBytes, sealBytes } from '../../src/lib/seal-bytes.ts';

describe('sealed bytes', () => {
  const key = randomBytes(32);
  const plain = Buffer.concat([Buffer.from([0, 255, 10]), randomBytes(100_000)]);

  test('come back as they were, and say nothing of themselves', () => {
    const sealed = sealBytes(plain, key, 'a');
    assert.deepEqual(openBytes(sealed, key, 'a'), plain);
    assert.ok(!sealed.includes(plain.subarray(100, 120)));
    assert.notDeepEqual(sealBytes(plain, key, 'a'), sealed, 'no two are alike');
    assert.deepEqual(openBytes(sealBytes(Buffer.alloc(0), key, ''), key, ''), Buffer.alloc(0));
  });

  test('are not opened when altered, cut off, bound elsewhere or sealed with another key', () => {
    const sealed = sealBytes(plain, key, 'a');
    for (const position of [0, 12, 5000, sealed.length - 1]) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(position) ^ 1, position);
      assert.throws(() => openBytes(altered, key, 'a'));
    }
    for (const length of [0, 11, 12, 27, 28, sealed.length - 1]) {
      assert.throws(() => openBytes(sealed.subarray(0, length), key, 'a'));
    }
    assert.throws(() => openBytes(sealed, key, 'b'));
    assert.throws(() => openBytes(sealed, randomBytes(32), 'a'));
  });
});
