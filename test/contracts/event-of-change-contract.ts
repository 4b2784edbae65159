import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Storage } from '../../src/storage/open-storage.ts';
import { sampleEvent } from './event-store-contract.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import {
  CRM,
  sampleAccount,
  sampleBroker,
  sampleKycCase,
  sampleKycDocument,
  samplePayment,
  sampleUser,
} from './sample-records.ts';

const trader = sampleUser('main', 'u1');
const account = sampleAccount(trader, 'a1');
const payment = samplePayment(trader, 'p1');
const credited = { ...payment, state: 'credited', revision: 2 } as const;
const kycCase = sampleKycCase(trader);
const approved = { ...kycCase, state: 'approved', revision: 2 } as const;

/** Each change that takes an event along: what has to be there before, and the change, as two who are late make it too. */
const CHANGES: Readonly<Record<string, { before?(storage: Storage): Promise<unknown>; change: Change }>> = {
  'a user who is added': { change: ({ users }, event) => users.add(sampleUser('main', 'u2'), event) },
  'a user who is changed': {
    change: ({ users }, event) => users.replace({ ...trader, firstName: 'Other', revision: 2 }, 1, event),
  },
  'a user who gets another address': {
    change: ({ users }, event) => {
      const how = { atMs: 1, passwordHash: trader.passwordHash, event };
      return users.replaceEmail('main', 'u1', 'new@example.com', how);
    },
  },
  'an account that is added': { change: ({ tradingAccounts }, event) => tradingAccounts.add(account, event) },
  'an account that is linked': {
    before: ({ tradingAccounts }) => tradingAccounts.add(account),
    change: ({ tradingAccounts }, event) => tradingAccounts.markLinked('main', 'a1', 9_017_800, event),
  },
  'a payment that is added': { change: ({ payments }, event) => payments.add(payment, event) },
  'a payment that is changed': {
    before: ({ payments }) => payments.add(payment),
    change: ({ payments }, event) => payments.replace(credited, payment, event),
  },
  'documents that are handed in': {
    change: ({ kyc }, event) => kyc.submit(kycCase, [sampleKycDocument(kycCase, event.id)], 0, event),
  },
  'a case that is decided': {
    before: ({ kyc }) => kyc.submit(kycCase, [], 0),
    change: ({ kyc }, event) => kyc.decide(approved, 1, event),
  },
};

type Change = (storage: Storage, event: ReturnType<typeof sampleEvent>) => Promise<unknown>;

/** That what happened is written with the change that it tells of, or not at all. */
export function eventOfChangeContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the event of a change on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    beforeEach(async () => {
      opened = await open();
      await opened.storage.brokers.addCrm(CRM);
      await opened.storage.brokers.addBroker(sampleBroker('main'));
      await opened.storage.users.add(trader);
    });
    afterEach(() => opened.close());

    const kept = async () => (await opened.storage.events.list('main', { limit: 100 })).map(({ id }) => id);

    for (const [name, { before, change }] of Object.entries(CHANGES)) {
      test(`row 44: ${name}, by two processes at once: one of them does it and writes its event`, async () => {
        await before?.(opened.storage);
        const { storage, another } = opened;
        await Promise.all(
          Array.from({ length: 6 }, (_, index) =>
            change(index % 2 === 0 ? storage : another, sampleEvent(`e${index}`)),
          ),
        );
        assert.equal((await kept()).length, 1);
        await change(storage, sampleEvent('late'));
        assert.equal((await kept()).length, 1);
      });

      test(`row 44: ${name}: when its event cannot be written, nothing was changed`, async () => {
        await before?.(opened.storage);
        await opened.storage.events.add([sampleEvent('taken')]);
        await assert.rejects(change(opened.storage, sampleEvent('taken')));
        await change(opened.storage, sampleEvent('free'));
        assert.deepEqual(await kept(), ['free', 'taken']);
      });
    }
  });
}
