import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { AccountRequest } from '../../src/domain/trading/account-request.ts';
import type { AccountRequestStore } from '../../src/domain/trading/account-request-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker, sampleUser } from './sample-records.ts';

function sampleRequest(changes: Partial<AccountRequest> = {}): AccountRequest {
  return {
    id: 'r1',
    brokerName: 'main',
    userId: 'u1',
    offer: {
      environment: 'live',
      groupName: 'live – 真实',
      depositCurrency: 'EUR',
      leverageInCents: 10_000,
      accountType: 'HEDGED',
      totalMarginCalculationType: 'MAX',
      accessRights: 'FULL_ACCESS',
      openingBalanceMinor: 0,
    },
    state: 'opening',
    failure: null,
    createdAtMs: 1_800_000_000_000,
    updatedAtMs: 1_800_000_000_000,
    ...changes,
  };
}

/** What every store of account requests must do. */
export function accountRequestStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the account request store on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: AccountRequestStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.accountRequests;
      const { brokers, users } = opened.storage;
      await brokers.addCrm(CRM);
      await brokers.addBroker(sampleBroker('main'));
      await brokers.addBroker(sampleBroker('wl'));
      await users.add(sampleUser('main', 'u1'));
      await users.add(sampleUser('wl', 'u2'));
    });
    afterEach(() => opened.close());

    test('requests come back as they were added, the oldest first', async () => {
      const young = sampleRequest({ id: 'a', createdAtMs: 2000 });
      const old = sampleRequest({ id: 'b', createdAtMs: 1000, state: 'failed', failure: 'refused' });
      for (const request of [young, old]) assert.equal(await store.add(request), true);
      assert.deepEqual(await store.find('main', 'a'), young);
      assert.deepEqual(await store.listByUser('main', 'u1'), [old, young]);
    });

    test('row 4: of any number of processes that add one request exactly one does', async () => {
      const other = opened.another.accountRequests;
      const adds = Array.from({ length: 20 }, (_, index) => (index % 2 ? store : other).add(sampleRequest()));
      assert.equal((await Promise.all(adds)).filter((added) => added).length, 1);
    });

    test('row 4: a request moves only out of the states that are named, and for one process alone', async () => {
      await store.add(sampleRequest());
      const done = sampleRequest({ state: 'opened', updatedAtMs: 1_800_000_000_500 });
      const other = opened.another.accountRequests;
      const moves = Array.from({ length: 10 }, (_, index) => (index % 2 ? store : other).move(done, ['opening']));
      assert.equal((await Promise.all(moves)).filter((moved) => moved).length, 1);
      assert.deepEqual(await store.find('main', 'r1'), done);
      assert.equal(await store.move(sampleRequest({ state: 'unconfirmed' }), ['opening', 'unconfirmed']), false);
      assert.deepEqual(await store.find('main', 'r1'), done);
    });

    test('row 44: a request that failed is begun anew by one process alone', async () => {
      await store.add(sampleRequest({ state: 'failed', failure: 'unavailable' }));
      const anew = sampleRequest({ updatedAtMs: 1_800_000_000_500 });
      const other = opened.another.accountRequests;
      const moves = Array.from({ length: 10 }, (_, index) => (index % 2 ? store : other).move(anew, ['failed']));
      assert.equal((await Promise.all(moves)).filter((moved) => moved).length, 1);
      assert.deepEqual(await store.find('main', 'r1'), anew);
    });

    test('row 28: a request of one white label is neither found, listed nor moved through another', async () => {
      await store.add(sampleRequest());
      assert.equal(await store.find('wl', 'r1'), undefined);
      assert.deepEqual(await store.listByUser('wl', 'u1'), []);
      assert.equal(await store.move(sampleRequest({ brokerName: 'wl', state: 'failed' }), ['opening']), false);
      assert.equal(await store.add(sampleRequest({ brokerName: 'wl', userId: 'u2' })), true, 'an id of its own');
      await assert.rejects(
        () => store.add(sampleRequest({ id: 'r2', userId: 'u2' })),
        (error) => isBridgeError(error, 'user_unknown'),
      );
    });
  });
}
