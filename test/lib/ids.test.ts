import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deriveRecordId, newRecordId } from '../../src/lib/ids.ts';

const NOW_MS = Date.UTC(2026, 10, 29, 21, 30);
const UUID = (version: number) =>
  new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`);

describe('ids of records', () => {
  test('those of one millisecond sort as they were made, and no two are the same', () => {
    const ids = Array.from({ length: 20_000 }, () => newRecordId(NOW_MS));
    assert.deepEqual(ids.toSorted(), ids);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, UUID(7));
  });

  test('each tells its time, also when the clock is set back', () => {
    const times = [NOW_MS, NOW_MS + 1, NOW_MS, NOW_MS - 5, 0, 2 ** 48 - 1];
    for (const nowMs of times) {
      const id = newRecordId(nowMs);
      assert.match(id, UUID(7));
      assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), nowMs);
    }
  });

  test('nobody counts from one to the next', () => {
    const [first = '', second = ''] = [newRecordId(NOW_MS), newRecordId(NOW_MS)];
    assert.notEqual(Number.parseInt(second.slice(-12), 16), Number.parseInt(first.slice(-12), 16) + 1);
    assert.notEqual(newRecordId(NOW_MS + 1).slice(14), newRecordId(NOW_MS + 2).slice(14));
  });

  test('the same text gives the same id, another text another', () => {
    assert.match(deriveRecordId('a'), UUID(8));
    assert.equal(deriveRecordId('a'), deriveRecordId('a'));
    assert.notEqual(deriveRecordId('a'), deriveRecordId('b'));
  });
});
