import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Outbox } from '../../src/lib/outbox.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker } from './sample-records.ts';

export const NOW_MS = 1_800_000_000_000;
const LEASE_MS = 60_000;

interface Waiting {
  readonly id: string;
  readonly failures: number;
  readonly createdAtMs: number;
}

/** One of the outboxes, and what to put into it. */
export interface OutboxUnderTest<Entry extends Waiting> {
  readonly name: string;
  of(storage: Storage): Outbox<Entry>;
  add(storage: Storage, entry: Entry): Promise<void>;
  /** Made at `NOW_MS`. @param brokerName - `main` when left out. */
  sample(id: string, brokerName?: string): Entry;
}

/** What every outbox must do, whatever the number of processes that take from it. */
export function outboxContract<Entry extends Waiting>(
  outbox: OutboxUnderTest<Entry>,
  engine: string,
  { skip = false, open }: RecordContractOptions,
): void {
  describe(`${outbox.name} on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: Outbox<Entry>;
    beforeEach(async () => {
      opened = await open();
      store = outbox.of(opened.storage);
      await opened.storage.brokers.addCrm(CRM);
      await opened.storage.brokers.addBroker(sampleBroker('main'));
    });
    afterEach(() => opened.close());

    const add = (id: string, changes: Partial<Waiting> = {}) =>
      outbox.add(opened.storage, { ...outbox.sample(id), ...changes });
    const claim = (holder: string, nowMs = NOW_MS, limit = 10, from = store) =>
      from.claimDue(nowMs, { holder, untilMs: nowMs + LEASE_MS }, limit);
    const idsOf = (entries: readonly Entry[]) => entries.map(({ id }) => id);

    test('an entry comes back as it was added, and only when it is due', async () => {
      await add('e1');
      assert.deepEqual(await claim('a', NOW_MS - 1), []);
      assert.deepEqual(await claim('a'), [outbox.sample('e1')]);
    });

    test('the longest due come first, and no more than were asked for', async () => {
      for (const [id, age] of [
        ['young', 1],
        ['old', 3],
        ['middle', 2],
      ] as const) {
        await add(id, { createdAtMs: NOW_MS - age });
      }
      assert.deepEqual(idsOf(await claim('a', NOW_MS, 2)), ['old', 'middle']);
      assert.deepEqual(idsOf(await claim('b', NOW_MS, 2)), ['young']);
    });

    test('of many that take at once, in two processes, each entry falls to one', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `e${index}`);
      for (const id of ids) await add(id);
      const another = outbox.of(opened.another);
      const taken = await Promise.all(
        Array.from({ length: 12 }, (_, index) => claim(`h${index}`, NOW_MS, 5, index % 2 === 0 ? store : another)),
      );
      const all = idsOf(taken.flat());
      assert.equal(new Set(all).size, all.length, all.join(' '));
      const rest = idsOf(await claim('rest', NOW_MS, 20));
      assert.deepEqual([...all, ...rest].sort(), ids.sort());
    });

    test('an entry whose holder died is due again when the lease is over, and its first holder has no say any more', async () => {
      await add('e1');
      await claim('dead');
      assert.deepEqual(await claim('b', NOW_MS + LEASE_MS - 1), []);
      assert.deepEqual(idsOf(await claim('b', NOW_MS + LEASE_MS)), ['e1']);
      await store.remove('e1', 'dead');
      await store.postpone('e1', 'dead', NOW_MS);
      assert.deepEqual(await claim('c', NOW_MS + LEASE_MS), []);
      assert.deepEqual(await claim('c', NOW_MS + 2 * LEASE_MS), [outbox.sample('e1')]);
    });

    test('a failure is counted, and puts the entry off', async () => {
      await add('e1');
      await claim('a');
      await store.postpone('e1', 'a', NOW_MS + 5000);
      assert.deepEqual(await claim('b', NOW_MS + 4999), []);
      assert.deepEqual(await claim('b', NOW_MS + 5000), [{ ...outbox.sample('e1'), failures: 1 }]);
    });

    test('what waits is counted where it is asked for, due or not, with when the oldest was made', async () => {
      assert.deepEqual(await store.countWaiting(null), { count: 0, oldestAtMs: null });
      await opened.storage.brokers.addBroker(sampleBroker('other'));
      await add('young');
      await add('old', { createdAtMs: NOW_MS - 5000 });
      await outbox.add(opened.storage, { ...outbox.sample('elsewhere', 'other'), createdAtMs: NOW_MS - 9000 });
      const [taken] = await claim('a', NOW_MS - 6000);
      await store.postpone(taken?.id ?? '', 'a', NOW_MS + 60_000);
      assert.deepEqual(await store.countWaiting(['main']), { count: 2, oldestAtMs: NOW_MS - 5000 });
      assert.deepEqual(await store.countWaiting(['other', 'nobody']), { count: 1, oldestAtMs: NOW_MS - 9000 });
      assert.deepEqual(await store.countWaiting(null), { count: 3, oldestAtMs: NOW_MS - 9000 });
      assert.deepEqual(await store.countWaiting([]), { count: 0, oldestAtMs: null });
    });

    test('what was delivered is gone', async () => {
      await add('e1');
      await claim('a');
      await store.remove('e1', 'a');
      assert.deepEqual(await claim('b', NOW_MS + 100 * LEASE_MS), []);
    });
  });
}
