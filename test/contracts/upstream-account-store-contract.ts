import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { UpstreamAccount, UpstreamAccountStore } from '../../src/domain/staff/upstream-account-store.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';

const ACCOUNT: UpstreamAccount = {
  issuer: 'https://login.broker.example',
  subject: 'subject-1',
  memberId: 'sm_anna',
  createdAtMs: 1_800_000_000_000,
};

/** What every store must do that keeps which account elsewhere is which member's. */
export function upstreamAccountStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of accounts elsewhere on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: UpstreamAccountStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.upstreamAccounts;
    });
    afterEach(() => opened.close());

    test('an account comes back as it was bound, by issuer and subject alone', async () => {
      assert.equal(await store.add(ACCOUNT), true);
      assert.deepEqual(await store.find(ACCOUNT.issuer, ACCOUNT.subject), ACCOUNT);
      assert.equal(await store.find('https://other.example', ACCOUNT.subject), undefined);
      assert.equal(await store.find(ACCOUNT.issuer, 'SUBJECT-1'), undefined);
    });

    test('neither is an account bound to a second member, nor a member to a second account of one issuer', async () => {
      await store.add(ACCOUNT);
      assert.equal(await store.add({ ...ACCOUNT, memberId: 'sm_ben' }), false);
      assert.equal(await store.add({ ...ACCOUNT, subject: 'subject-2' }), false);
      assert.deepEqual(await store.find(ACCOUNT.issuer, ACCOUNT.subject), ACCOUNT);
      assert.equal(await store.find(ACCOUNT.issuer, 'subject-2'), undefined);
      assert.equal(await store.add({ ...ACCOUNT, issuer: 'https://other.example' }), true);
    });

    test('of 8 members whom two processes bind to one account at once, one is', async () => {
      const added = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const each = index % 2 === 0 ? store : opened.another.upstreamAccounts;
          return each.add({ ...ACCOUNT, memberId: `sm_${index}` });
        }),
      );
      assert.equal(added.filter(Boolean).length, 1);
      assert.equal((await store.find(ACCOUNT.issuer, ACCOUNT.subject))?.memberId, `sm_${added.indexOf(true)}`);
    });

    test('a member’s accounts are removed at once, and nobody else’s', async () => {
      await store.add(ACCOUNT);
      await store.add({ ...ACCOUNT, issuer: 'https://other.example' });
      await store.add({ ...ACCOUNT, subject: 'subject-2', memberId: 'sm_ben' });
      assert.deepEqual([await store.removeAll('sm_anna'), await store.removeAll('sm_anna')], [2, 0]);
      assert.equal((await store.find(ACCOUNT.issuer, 'subject-2'))?.memberId, 'sm_ben');
    });
  });
}
