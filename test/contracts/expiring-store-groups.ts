import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExpiringKey } from '../../src/lib/expiring-store.ts';
import { type ExpiringStoreCase, MINUTE, newKey } from './expiring-store-case.ts';

export function describeGroups(contract: ExpiringStoreCase): void {
  test('dropping a group drops its entries, whatever else they belong to, and no others', async () => {
    const { store } = contract();
    const [both, first, second, none] = [newKey(), newKey(), newKey(), newKey()];
    await store.put(both, 'v', { ...MINUTE, groups: ['user:1', 'grant:1'] });
    await store.put(first, 'v', { ...MINUTE, groups: ['user:1'] });
    await store.put(second, 'v', { ...MINUTE, groups: ['grant:1'] });
    await store.put(none, 'v', MINUTE);
    await store.dropGroup('wl', 'user:1');
    assert.equal(await store.get(both), undefined);
    assert.deepEqual(await store.takeOnce(both), { outcome: 'absent' });
    assert.equal(await store.compareAndSet(both, 1, 'new'), false);
    assert.equal(await store.get(first), undefined);
    assert.equal((await store.get(second))?.state, 'live');
    assert.equal((await store.get(none))?.state, 'live');
  });

  test('an entry put into a group after it was dropped stays', async () => {
    const { store } = contract();
    const [before, later] = [newKey(), newKey()];
    await store.put(before, 'v', { ...MINUTE, groups: ['user:2'] });
    await store.dropGroup('wl', 'user:2');
    await store.put(later, 'v', { ...MINUTE, groups: ['user:2'] });
    assert.equal(await store.get(before), undefined);
    assert.equal((await store.get(later))?.state, 'live');
    assert.equal(await store.putIfAbsent(before, 'v', MINUTE), true, 'what was dropped is absent');
  });

  test('an entry without end stays in its group when a shorter one joins it', async () => {
    const { store, clock } = contract();
    const [endless, short] = [newKey(), newKey()];
    await store.put(endless, 'v', { validForMs: null, groups: ['user:3'] });
    await store.put(short, 'v', { validForMs: 1000, groups: ['user:3'] });
    clock.advance(1000);
    assert.equal((await store.get(endless))?.state, 'live');
    await store.dropGroup('wl', 'user:3');
    assert.equal(await store.get(endless), undefined);
  });

  test('an entry that is put again leaves its old groups', async () => {
    const { store } = contract();
    const key = newKey();
    await store.put(key, 'v', { ...MINUTE, groups: ['user:4'] });
    await store.put(key, 'v', { ...MINUTE, groups: ['user:5'] });
    await store.dropGroup('wl', 'user:4');
    assert.equal((await store.get(key))?.state, 'live');
    await store.dropGroup('wl', 'user:5');
    assert.equal(await store.get(key), undefined);
  });

  test('dropping a group that nothing was put into is no error', async () => {
    await contract().store.dropGroup('wl', 'user:none');
  });
}

export function describeCounters(contract: ExpiringStoreCase): void {
  test('a counter counts up from zero and is forgotten a window after its first count', async () => {
    const { store, clock } = contract();
    const key = newKey();
    assert.deepEqual(await store.count(key, 0, 1000), { count: 0, resetInMs: 0 });
    assert.deepEqual(await store.count(key, 1, 1000), { count: 1, resetInMs: 1000 });
    clock.advance(400);
    assert.deepEqual(await store.count(key, 2, 1000), { count: 3, resetInMs: 600 });
    assert.deepEqual(await store.count(key, 0, 1000), { count: 3, resetInMs: 600 });
    clock.advance(600);
    assert.deepEqual(await store.count(key, 0, 1000), { count: 0, resetInMs: 0 });
    assert.deepEqual(await store.count(key, 1, 1000), { count: 1, resetInMs: 1000 });
  });

  test('40 parallel counts are all counted', async () => {
    const { store } = contract();
    const key = newKey();
    const counted = await Promise.all(Array.from({ length: 40 }, () => store.count(key, 1, 1000)));
    assert.deepEqual(
      counted.map(({ count }) => count).sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  test('a dropped counter starts again at zero', async () => {
    const { store } = contract();
    const key = newKey();
    await store.count(key, 5, 1000);
    await store.drop(key);
    assert.equal((await store.count(key, 1, 1000)).count, 1);
  });

  test('an entry and a counter of the same name are two things', async () => {
    const { store } = contract();
    const key = newKey();
    await store.put(key, 'v', MINUTE);
    assert.equal((await store.count(key, 1, 1000)).count, 1);
    assert.equal((await store.get(key))?.value, 'v');
  });
}

export function describeKeys(contract: ExpiringStoreCase): void {
  test('row 29: the same kind and id in two partitions are two entries, two counters and two groups', async () => {
    const { store } = contract();
    const one = newKey('wl-one');
    const two = { ...one, partition: 'wl-two' };
    await store.put(one, 'of one', { ...MINUTE, groups: ['user:1'] });
    assert.equal(await store.get(two), undefined);
    assert.deepEqual(await store.takeOnce(two), { outcome: 'absent' });
    await store.put(two, 'of two', { ...MINUTE, groups: ['user:1'] });
    await store.dropGroup('wl-two', 'user:1');
    assert.equal(await store.get(two), undefined);
    assert.deepEqual(await store.takeOnce(one), { outcome: 'taken', value: 'of one' });
    await store.count(one, 3, 1000);
    assert.equal((await store.count(two, 1, 1000)).count, 1);
  });

  test('keys of odd characters are kept apart', async () => {
    const { store } = contract();
    const parts = [
      '',
      ' ',
      ':',
      'a:b',
      '{a}',
      '}',
      '{',
      '%',
      '%25',
      '*',
      "'",
      '"',
      '\\',
      '\n',
      'a\u0000b',
      'a',
      '用',
      '🔑',
    ];
    const keys: ExpiringKey[] = [
      ...parts.map((partition) => ({ partition, kind: 'k', id: 'i' })),
      ...parts.map((kind) => ({ partition: 'p', kind, id: 'i' })),
      ...parts.map((id) => ({ partition: 'p', kind: 'k', id })),
      { partition: 'p', kind: 'x:y', id: 'z' },
      { partition: 'p', kind: 'x', id: 'y:z' },
    ];
    const options = (index: number) => ({ ...MINUTE, groups: [`odd ${parts[index % parts.length]}`] });
    await Promise.all(keys.map((key, index) => store.put(key, JSON.stringify(key), options(index))));
    for (const key of keys) assert.equal((await store.get(key))?.value, JSON.stringify(key));
    for (const key of keys) assert.equal((await store.takeOnce(key)).outcome, 'taken', JSON.stringify(key));
  });

  test('a value of odd characters and of 200 KB comes back as it was', async () => {
    const { store } = contract();
    const key = newKey();
    const value = `\u0000"'\\\n🔑${'x'.repeat(200_000)}`;
    await store.put(key, value, MINUTE);
    assert.equal((await store.get(key))?.value, value);
    assert.deepEqual(await store.takeOnce(key), { outcome: 'taken', value });
  });
}
