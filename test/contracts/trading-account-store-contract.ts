import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { TradingAccountStore } from '../../src/domain/trading/trading-account-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleAccount, sampleBroker, sampleUser } from './sample-records.ts';

/** What every store of trading accounts must do. */
export function tradingAccountStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the trading account store on ${engine}`, { skip }, () => {
    const trader = sampleUser('main', 'u1');
    const stranger = sampleUser('wl', 'u2');
    let opened: OpenedRecords;
    let store: TradingAccountStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.tradingAccounts;
      const { brokers, users } = opened.storage;
      await brokers.addCrm(CRM);
      await brokers.addBroker(sampleBroker('main'));
      await brokers.addBroker(sampleBroker('wl'));
      await users.add(trader);
      await users.add(stranger);
    });
    afterEach(() => opened.close());

    test('accounts come back as they were added, the oldest first', async () => {
      const young = sampleAccount(trader, 'a1', { login: 2, createdAtMs: 2000 });
      const old = sampleAccount(trader, 'a2', { login: Number.MAX_SAFE_INTEGER, createdAtMs: 1000 });
      const live = sampleAccount(trader, 'a3', { environment: 'live', login: 2, createdAtMs: 3000 });
      for (const account of [young, old, live]) assert.equal(await store.add(account), true);
      assert.deepEqual(await store.listByUser('main', 'u1'), [old, young, live]);
    });

    test('a user without accounts has none', async () => {
      assert.deepEqual(await store.listByUser('main', 'u1'), []);
    });

    test('a login is added once in an environment of a white label', async () => {
      assert.equal(await store.add(sampleAccount(trader, 'a1')), true);
      assert.equal(await store.add(sampleAccount(trader, 'a2')), false);
      assert.equal(await store.add(sampleAccount(stranger, 'a3')), true, 'another white label has its own logins');
      assert.equal((await store.listByUser('main', 'u1')).length, 1);
    });

    test('a login is found in its environment, at its white label', async () => {
      const account = sampleAccount(trader, 'a1');
      await store.add(account);
      assert.deepEqual(await store.findByLogin('main', 'demo', account.login), account);
      assert.equal(await store.findByLogin('main', 'live', account.login), undefined);
      assert.equal(await store.findByLogin('wl', 'demo', account.login), undefined);
      assert.equal(await store.findByLogin('main', 'demo', 1), undefined);
    });

    test('a linked account keeps its link and no password', async () => {
      await store.add(sampleAccount(trader, 'a1'));
      await store.markLinked('main', 'a1', 9_017_800);
      const [account] = await store.listByUser('main', 'u1');
      assert.deepEqual([account?.ctidTraderAccountId, account?.sealedPasswordHash], [9_017_800, null]);
    });

    test('row 28: an account of one white label is neither listed nor changed through another', async () => {
      const account = sampleAccount(trader, 'a1');
      await store.add(account);
      assert.deepEqual(await store.listByUser('wl', 'u1'), []);
      await store.markLinked('wl', 'a1', 1);
      assert.deepEqual(await store.listByUser('main', 'u1'), [account]);
    });

    test('row 28: an account cannot be given to a user of another white label', async () => {
      await assert.rejects(
        () => store.add({ ...sampleAccount(trader, 'a1'), userId: stranger.id }),
        (error) => isBridgeError(error, 'user_unknown'),
      );
    });
  });
}
