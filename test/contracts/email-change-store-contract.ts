import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { EmailChangeStore } from '../../src/domain/email-change/email-change-store.ts';
import type { PendingEmailChange } from '../../src/domain/email-change/pending-email-change.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker, sampleUser } from './sample-records.ts';

/** What every store of email changes must do. */
export function emailChangeStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of email changes on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: EmailChangeStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.emailChanges;
      const { brokers, users } = opened.storage;
      await brokers.addCrm(CRM);
      await brokers.addBroker(sampleBroker('main'));
      await brokers.addBroker(sampleBroker('wl', { whiteLabelOf: 'main' }));
      for (const id of ['u1', 'u2']) await users.add(sampleUser('main', id));
      await users.add(sampleUser('wl', 'u3'));
    });
    afterEach(() => opened.close());

    const change = (changes: Partial<PendingEmailChange> = {}): PendingEmailChange => ({
      ...{ brokerName: 'main', userId: 'u1', newEmail: 'new@example.com', passwordMark: 'p1' },
      ...{ attempts: 0, dueAtMs: 1_800_000_000_000 },
      ...changes,
    });

    test('a change comes back as it was noted; noted again, with the same address or another, it is the latest', async () => {
      assert.equal(await store.find('main', 'u1'), undefined);
      assert.equal(await store.begin(change()), true);
      assert.deepEqual(await store.find('main', 'u1'), change());
      assert.equal(await store.begin(change({ attempts: 3, dueAtMs: 5 })), true);
      assert.deepEqual(await store.find('main', 'u1'), change({ attempts: 3, dueAtMs: 5 }));
      const other = change({ newEmail: 'other@example.com', passwordMark: 'p2' });
      assert.equal(await store.begin(other), true);
      assert.deepEqual(await store.find('main', 'u1'), other);
    });

    test('of users who are about to get one address at once, one is noted; at another white label it is free', async () => {
      const [first, second] = await Promise.all([
        store.begin(change()),
        opened.another.emailChanges.begin(change({ userId: 'u2' })),
      ]);
      assert.notEqual(first, second);
      assert.equal(await store.begin(change({ brokerName: 'wl', userId: 'u3' })), true);
    });

    test('what is due comes with the longest due first, and no more than asked for', async () => {
      await store.begin(change({ dueAtMs: 20 }));
      await store.begin(change({ userId: 'u2', newEmail: 'b@example.com', dueAtMs: 10 }));
      await store.begin(change({ brokerName: 'wl', userId: 'u3', dueAtMs: 30 }));
      const usersOf = (changes: readonly PendingEmailChange[]) => changes.map(({ userId }) => userId);
      assert.deepEqual(usersOf(await store.listDue(20, 10)), ['u2', 'u1']);
      assert.deepEqual(usersOf(await store.listDue(30, 1)), ['u2']);
    });

    test('postponing counts an attempt; neither it nor removing touches a later change or another white label’s', async () => {
      await store.begin(change());
      await store.postpone(change(), 99);
      assert.deepEqual(await store.find('main', 'u1'), change({ attempts: 1, dueAtMs: 99 }));
      const stale = change({ newEmail: 'older@example.com' });
      await store.postpone(stale, 1);
      await store.remove(stale);
      await store.remove(change({ brokerName: 'wl' }));
      assert.deepEqual(await store.find('main', 'u1'), change({ attempts: 1, dueAtMs: 99 }));
      await store.remove(change());
      assert.equal(await store.find('main', 'u1'), undefined);
    });
  });
}
