import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExpiringStoreCase, MINUTE, MINUTE_AND_A_DAY, newKey } from './expiring-store-case.ts';

export function describeLifetime(contract: ExpiringStoreCase): void {
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

export function describeSingleUse(contract: ExpiringStoreCase): void {
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

export function describeVersions(contract: ExpiringStoreCase): void {
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
