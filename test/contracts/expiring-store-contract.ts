import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ExpiringKey, ExpiringStore } from '../../src/lib/expiring-store.ts';
import type { FakeClock } from '../support/fake-clock.ts';

/** Long because it is a table: one entry for each promise of the interface, in the interface's order. */
export interface OpenedExpiringStore {
  readonly store: ExpiringStore;
  /** The store's clock. */
  readonly clock: FakeClock;
  close(): Promise<void>;
}

export interface ExpiringStoreContractOptions {
  readonly skip?: string | false;
  open(): Promise<OpenedExpiringStore>;
}

/** What every expiring store must do. */
export function expiringStoreContract(engine: string, { skip = false, open }: ExpiringStoreContractOptions): void {
  describe(`the expiring store on ${engine}`, { skip }, () => {
    let opened: OpenedExpiringStore;
    before(async () => {
      opened = await open();
    });
    after(() => opened.close());

    const contract = () => ({ store: opened.store, clock: opened.clock });
    describeLifetime(contract);
    describeSingleUse(contract);
    describeVersions(contract);
    describeGroups(contract);
    describeCounters(contract);
    describeKeys(contract);
  });
}

type Contract = () => Pick<OpenedExpiringStore, 'store' | 'clock'>;

let keysMade = 0;
/** A key that no other test uses. */
function newKey(partition = 'wl'): ExpiringKey {
  keysMade += 1;
  return { partition, kind: 'one-time-token', id: `id-${keysMade}` };
}

const MINUTE = { validForMs: 60_000 };
const MINUTE_AND_A_DAY = { validForMs: 60_000, rememberForMs: 86_400_000 };

function describeLifetime(contract: Contract): void {
  test('an entry that was put is live, with version 1', async () => {
    const { store } = contract();
    const key = newKey();
    await store.put(key, '{"userId":"ü – 用户"}', MINUTE);
    assert.deepEqual(await store.get(key), { value: '{"userId":"ü – 用户"}', version: 1, state: 'live' });
  });

  test('an entry that was never put is absent', async () => {
    assert.equal(await contract().store.get(newKey()), undefined);
  });

  test('an entry is alive one millisecond before its end, and expired at it', async () => {
    const { store, clock } = contract();
    const key = newKey();
    await store.put(key, 'v', MINUTE_AND_A_DAY);
    clock.advance(59_999);
    assert.equal((await store.get(key))?.state, 'live');
    clock.advance(1);
    assert.equal((await store.get(key))?.state, 'expired');
    assert.deepEqual(await store.takeOnce(key), { outcome: 'expired' });
  });

  test('an expired entry is remembered for its time, and absent at its end', async () => {
    const { store, clock } = contract();
    const key = newKey();
    await store.put(key, 'v', MINUTE_AND_A_DAY);
    clock.advance(60_000 + 86_400_000 - 1);
    assert.deepEqual(await store.takeOnce(key), { outcome: 'expired' });
    clock.advance(1);
    assert.equal(await store.get(key), undefined);
    assert.deepEqual(await store.takeOnce(key), { outcome: 'absent' });
  });

  test('an entry that is not to be remembered is absent at its end', async () => {
    const { store, clock } = contract();
    const key = newKey();
    await store.put(key, 'v', MINUTE);
    clock.advance(60_000);
    assert.equal(await store.get(key), undefined);
  });

  test('an entry without end is alive after a hundred years', async () => {
    const { store, clock } = contract();
    const key = newKey();
    await store.put(key, 'v', { validForMs: null });
    clock.advance(100 * 365 * 86_400_000);
    assert.equal((await store.get(key))?.state, 'live');
    clock.advance(-100 * 365 * 86_400_000);
  });

  test('an entry that is put again has the new value and times, and is not spent', async () => {
    const { store, clock } = contract();
    const key = newKey();
    await store.put(key, 'old', MINUTE_AND_A_DAY);
    await store.takeOnce(key);
    await store.put(key, 'new', { validForMs: 120_000 });
    clock.advance(119_999);
    assert.deepEqual(await store.get(key), { value: 'new', version: 1, state: 'live' });
  });

  test('a dropped entry is absent, and dropping it again is no error', async () => {
    const { store } = contract();
    const key = newKey();
    await store.put(key, 'v', MINUTE);
    await store.drop(key);
    await store.drop(key);
    assert.equal(await store.get(key), undefined);
  });

  test('a sweep removes nothing that is remembered', async () => {
    const { store, clock } = contract();
    const live = newKey();
    const expired = newKey();
    await store.put(live, 'v', { validForMs: null });
    await store.put(expired, 'v', MINUTE_AND_A_DAY);
    clock.advance(60_000);
    await store.sweep(10_000);
    assert.equal((await store.get(live))?.state, 'live');
    assert.equal((await store.get(expired))?.state, 'expired');
  });

  test('the store answers a ping', async () => {
    await contract().store.ping();
  });
}

function describeSingleUse(contract: Contract): void {
  test('row 3: of 50 parallel takes of one entry, exactly one gets it', async () => {
    const { store } = contract();
    const key = newKey();
    await store.put(key, 'the value', MINUTE_AND_A_DAY);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => store.takeOnce(key)));
    assert.deepEqual(
      outcomes.filter(({ outcome }) => outcome === 'taken'),
      [{ outcome: 'taken', value: 'the value' }],
    );
    assert.equal(outcomes.filter(({ outcome }) => outcome === 'spent').length, 49);
  });

  test('a spent entry stays spent after its end, until it is forgotten', async () => {
    const { store, clock } = contract();
    const key = newKey();
    await store.put(key, 'v', MINUTE_AND_A_DAY);
    await store.takeOnce(key);
    assert.equal((await store.get(key))?.state, 'spent');
    clock.advance(60_000);
    assert.deepEqual(await store.takeOnce(key), { outcome: 'spent' });
    assert.equal((await store.get(key))?.state, 'spent');
    clock.advance(86_400_000);
    assert.deepEqual(await store.takeOnce(key), { outcome: 'absent' });
  });

  test('an entry that is absent cannot be taken', async () => {
    assert.deepEqual(await contract().store.takeOnce(newKey()), { outcome: 'absent' });
  });

  test('of 20 parallel puts of an absent entry, exactly one writes it', async () => {
    const { store } = contract();
    const key = newKey();
    const written = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.putIfAbsent(key, `value ${index}`, MINUTE)),
    );
    assert.equal(written.filter(Boolean).length, 1);
    assert.equal((await store.get(key))?.value, `value ${written.indexOf(true)}`);
  });

  test('an entry is put if absent only when none is remembered', async () => {
    const { store, clock } = contract();
    const key = newKey();
    await store.put(key, 'first', { validForMs: 1000, rememberForMs: 1000 });
    clock.advance(1999);
    assert.equal(await store.putIfAbsent(key, 'second', MINUTE), false);
    clock.advance(1);
    assert.equal(await store.putIfAbsent(key, 'second', MINUTE), true);
    assert.deepEqual(await store.get(key), { value: 'second', version: 1, state: 'live' });
  });
}

function describeVersions(contract: Contract): void {
  test('a value is replaced when its version is the expected one, and the version grows by one', async () => {
    const { store, clock } = contract();
    const key = newKey();
    await store.put(key, 'one', MINUTE);
    assert.equal(await store.compareAndSet(key, 1, 'two'), true);
    assert.equal(await store.compareAndSet(key, 1, 'three'), false);
    assert.deepEqual(await store.get(key), { value: 'two', version: 2, state: 'live' });
    clock.advance(60_000);
    assert.equal(await store.get(key), undefined, 'its times are kept');
  });

  test('of 20 parallel replacements of one version, exactly one succeeds', async () => {
    const { store } = contract();
    const key = newKey();
    await store.put(key, 'start', MINUTE);
    const replaced = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.compareAndSet(key, 1, `value ${index}`)),
    );
    assert.equal(replaced.filter(Boolean).length, 1);
    assert.deepEqual(await store.get(key), { value: `value ${replaced.indexOf(true)}`, version: 2, state: 'live' });
  });

  test('an entry that is expired, spent or absent is not replaced', async () => {
    const { store, clock } = contract();
    const [expired, spent] = [newKey(), newKey()];
    await store.put(expired, 'v', MINUTE_AND_A_DAY);
    clock.advance(60_000);
    await store.put(spent, 'v', MINUTE_AND_A_DAY);
    await store.takeOnce(spent);
    for (const key of [expired, spent, newKey()]) assert.equal(await store.compareAndSet(key, 1, 'new'), false);
  });
}

function describeGroups(contract: Contract): void {
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

function describeCounters(contract: Contract): void {
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

function describeKeys(contract: Contract): void {
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
