import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { ExpiringKey } from '../../src/lib/expiring-store.ts';
import { runExclusively } from '../../src/lib/run-exclusively.ts';
import { openSqliteExpiringStore } from '../../src/storage/sql/sqlite-expiring-store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const clock = createFakeClock();
const folder = makeTempFolder();
const file = `${folder.path}/expiring.sqlite`;
/** Two processes would each have one. */
const store = openSqliteExpiringStore({ file, clock });
const otherStore = openSqliteExpiringStore({ file, clock });
const LEASE_MS = 30_000;
let key: ExpiringKey = { partition: 'acme', kind: 'lock', id: '0' };

beforeEach(() => {
  key = { ...key, id: String(Number(key.id) + 1) };
});
after(async () => {
  await store.close();
  await otherStore.close();
  folder.remove();
});

const NO_WAIT = { leaseMs: LEASE_MS, waitMs: 0 };

test('of several runs at once one does the job, and who may not wait gets nothing', async () => {
  let jobs = 0;
  const results = await Promise.all(
    [store, otherStore, store, otherStore].map((one) =>
      runExclusively(one, { key, ...NO_WAIT }, async () => {
        jobs += 1;
        await new Promise((resolve) => setImmediate(resolve));
        return 'done';
      }),
    ),
  );
  assert.deepEqual(results.filter(Boolean), ['done']);
  assert.equal(jobs, 1);
});

test('a run that may wait does its job after the other one, never beside it', async () => {
  let running = 0;
  let most = 0;
  const job = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
    return 'done';
  };
  const options = { key, leaseMs: LEASE_MS, waitMs: 5000 };
  const results = await Promise.all([store, otherStore].map((one) => runExclusively(one, options, job)));
  assert.deepEqual([results, most], [['done', 'done'], 1]);
});

test('a job that fails leaves the lock, and its error is passed on', async () => {
  await assert.rejects(
    runExclusively(store, { key, ...NO_WAIT }, async () => Promise.reject(new Error('broken'))),
    /broken/,
  );
  assert.equal(await runExclusively(otherStore, { key, ...NO_WAIT }, async () => 'works'), 'works');
});

test('a process that died blocks the others no longer than its lease', async () => {
  await otherStore.putIfAbsent(key, 'a process that died', { validForMs: LEASE_MS });
  clock.advance(LEASE_MS - 1);
  assert.equal(await runExclusively(store, { key, ...NO_WAIT }, async () => 'ran'), undefined);
  clock.advance(1);
  assert.equal(await runExclusively(store, { key, ...NO_WAIT }, async () => 'ran'), 'ran');
});

test('a run that outlived its lease does not take away the lock of the next one', async () => {
  await runExclusively(store, { key, ...NO_WAIT }, async () => {
    clock.advance(LEASE_MS);
    await otherStore.putIfAbsent(key, 'the next one', { validForMs: LEASE_MS });
  });
  assert.equal((await store.get(key))?.value, 'the next one');
});

test('runs under different keys do not wait for each other', async () => {
  const elsewhere = { ...key, partition: 'other' };
  const result = await runExclusively(store, { key, ...NO_WAIT }, () =>
    runExclusively(otherStore, { key: elsewhere, ...NO_WAIT }, async () => 'inside'),
  );
  assert.equal(result, 'inside');
});
