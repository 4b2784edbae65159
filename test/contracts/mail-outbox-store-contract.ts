import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { MailOutboxStore } from '../../src/domain/mail/mail-outbox-store.ts';
import type { OutboxEntry } from '../../src/domain/mail/outbox-entry.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker } from './sample-records.ts';

const NOW_MS = 1_800_000_000_000;
const LEASE_MS = 60_000;

function sampleEntry(id: string, changes: Partial<OutboxEntry> = {}): OutboxEntry {
  const sealedLetter = `main.nonce.${id}.tag`;
  return { id, brokerName: 'main', kind: 'password-reset', sealedLetter, failures: 0, createdAtMs: NOW_MS, ...changes };
}

/** What every outbox must do, whatever the number of processes that take from it. */
export function mailOutboxStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the mail outbox on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: MailOutboxStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.mailOutbox;
      await opened.storage.brokers.addCrm(CRM);
      await opened.storage.brokers.addBroker(sampleBroker('main'));
    });
    afterEach(() => opened.close());

    const claim = (holder: string, nowMs = NOW_MS, limit = 10, from = store) =>
      from.claimDue(nowMs, { holder, untilMs: nowMs + LEASE_MS }, limit);
    const idsOf = (entries: readonly OutboxEntry[]) => entries.map(({ id }) => id);

    test('an entry comes back as it was added, and only when it is due', async () => {
      const entry = sampleEntry('e1', { kind: 'welcome' });
      await store.add(entry);
      assert.deepEqual(await claim('a', NOW_MS - 1), []);
      assert.deepEqual(await claim('a'), [entry]);
    });

    test('the longest due come first, and no more than were asked for', async () => {
      for (const [id, age] of [
        ['young', 1],
        ['old', 3],
        ['middle', 2],
      ] as const) {
        await store.add(sampleEntry(id, { createdAtMs: NOW_MS - age }));
      }
      assert.deepEqual(idsOf(await claim('a', NOW_MS, 2)), ['old', 'middle']);
      assert.deepEqual(idsOf(await claim('b', NOW_MS, 2)), ['young']);
    });

    test('of many that take at once, in two processes, each entry falls to one', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `e${index}`);
      for (const id of ids) await store.add(sampleEntry(id));
      const taken = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          claim(`h${index}`, NOW_MS, 5, index % 2 === 0 ? store : opened.another.mailOutbox),
        ),
      );
      const all = idsOf(taken.flat());
      assert.equal(new Set(all).size, all.length, all.join(' '));
      const rest = idsOf(await claim('rest', NOW_MS, 20));
      assert.deepEqual([...all, ...rest].sort(), ids.sort());
    });

    test('an entry whose holder died is due again when the lease is over, and its first holder has no say any more', async () => {
      await store.add(sampleEntry('e1'));
      await claim('dead');
      assert.deepEqual(await claim('b', NOW_MS + LEASE_MS - 1), []);
      assert.deepEqual(idsOf(await claim('b', NOW_MS + LEASE_MS)), ['e1']);
      await store.remove('e1', 'dead');
      await store.postpone('e1', 'dead', NOW_MS);
      assert.deepEqual(await claim('c', NOW_MS + LEASE_MS), []);
      assert.deepEqual(await claim('c', NOW_MS + 2 * LEASE_MS), [sampleEntry('e1')]);
    });

    test('a failure is counted, and puts the entry off', async () => {
      await store.add(sampleEntry('e1'));
      await claim('a');
      await store.postpone('e1', 'a', NOW_MS + 5000);
      assert.deepEqual(await claim('b', NOW_MS + 4999), []);
      assert.deepEqual(await claim('b', NOW_MS + 5000), [sampleEntry('e1', { failures: 1 })]);
    });

    test('what was sent is gone', async () => {
      await store.add(sampleEntry('e1'));
      await claim('a');
      await store.remove('e1', 'a');
      assert.deepEqual(await claim('b', NOW_MS + 100 * LEASE_MS), []);
    });
  });
}
