import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { PaymentSearch } from '../../src/domain/payments/payment-search.ts';
import { searchPayments } from '../../src/domain/payments/search-payments.ts';
import { searchUsers } from '../../src/domain/users/search-users.ts';
import type { UserSearch } from '../../src/domain/users/user-search.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, OTHER_CRM, sampleBroker, samplePayment, sampleUser } from './sample-records.ts';

const NAMES = ['main', 'wl', 'Zebra'];

/** What the searches of staff must do on every store of records. */
export function searchContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`searches of staff on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    beforeEach(async () => {
      opened = await open();
      const { brokers } = opened.storage;
      await brokers.addCrm(CRM);
      await brokers.addCrm(OTHER_CRM);
      for (const name of NAMES) await brokers.addBroker(sampleBroker(name));
      await brokers.addBroker(sampleBroker('house', { brokerCrmName: OTHER_CRM.brokerCrmName }));
    });
    afterEach(() => opened.close());

    const addUser = (broker: string, id: string, changes: object = {}) =>
      opened.storage.users.add(sampleUser(broker, id, changes));
    const search = (text: string, more: Partial<UserSearch> = {}) =>
      searchUsers(opened.storage.users, { brokerNames: null, text, limit: 10, ...more });
    const found = async (text: string, more: Partial<UserSearch> = {}) =>
      (await search(text, more)).users.map(({ id }) => id);

    test('a user is found by either id as a whole, and by how an email address or a name begins', async () => {
      const names = { firstName: 'José', lastName: 'Müller-Łuk' };
      await addUser('main', 'u1', { ...names, email: 'boss@example.com', platformUserId: 10345533 });
      await addUser('main', 'u2', { email: 'other@example.com', firstName: 'Другой', lastName: null });
      for (const text of [
        'u1',
        '10345533',
        'boss',
        ' BOSS@example.com',
        'jose',
        'José mu',
        'MÜLLER',
        'muller-łuk  josé',
      ]) {
        assert.deepEqual(await found(text), ['u1'], text);
      }
      assert.deepEqual(await found('другой'), ['u2']);
      for (const text of ['u', '1034553', 'oss', 'example.com', '%', '_', "'", 'joseph', 'x'.repeat(200)]) {
        assert.deepEqual(await found(text), [], text);
      }
    });

    test('a name that is changed is found by the new one alone, and one who is disabled is found', async () => {
      const user = sampleUser('main', 'u1', { firstName: 'Before' });
      await opened.storage.users.add(user);
      const after = { ...user, firstName: 'Later', revision: 2, disabledAtMs: 5 };
      assert.equal(await opened.storage.users.replace(after, 1), true);
      assert.deepEqual([await found('before'), await found('later')], [[], ['u1']]);
    });

    test('rows 28 and 40: nobody is found where the searcher does not reach, by no text, page or place', async () => {
      for (const broker of ['main', 'wl', 'house']) {
        await addUser(broker, `of-${broker}`, {
          email: 'ann@example.com',
          firstName: 'Ann',
          platformUserId: 77 + broker.length,
        });
      }
      for (const text of ['ann', 'ann@', '', 'of-main', '81', 'tess']) {
        assert.deepEqual(
          await found(text, { brokerNames: ['wl', 'Zebra'] }),
          ['ann', 'ann@', ''].includes(text) ? ['of-wl'] : [],
        );
        assert.deepEqual(await found(text, { brokerNames: [] }), []);
        assert.deepEqual(await found(text, { brokerNames: ['nobody', "' or 1=1 --"] }), []);
      }
      assert.deepEqual(await found('ann'), ['of-house', 'of-main', 'of-wl']);
      await assert.rejects(
        search('ann', { brokerNames: ['wl'], after: { phase: 'email', id: 'of-main' } }),
        (error) => isBridgeError(error, 'parameter_invalid') && error.field === 'cursor',
      );
      await assert.rejects(search('ann', { after: { phase: 'platform-user', id: 'of-main' } }), /./);
      await assert.rejects(search('x'.repeat(201)), (error) => isBridgeError(error, 'parameter_invalid'));
    });

    test('pages of any size hold everybody once, in one order, through all ways to be found', async () => {
      for (const broker of NAMES) {
        await addUser(broker, `anna-${broker}`, { email: 'anna@example.com', firstName: 'Anna', lastName: 'Annatto' });
        for (const n of [1, 2, 3]) {
          await addUser(broker, `first${n}-${broker}`, {
            email: `x${n}@example.com`,
            firstName: 'Anna',
            lastName: 'Zed',
          });
          await addUser(broker, `last${n}-${broker}`, {
            email: `y${n}@example.com`,
            firstName: 'Zed',
            lastName: 'Annatto',
          });
        }
      }
      const all = await found('anna', { limit: 100 });
      assert.equal(all.length, 21);
      assert.equal(new Set(all).size, 21);
      assert.deepEqual(all.slice(0, 4), ['anna-Zebra', 'anna-main', 'anna-wl', 'first1-Zebra']);
      for (const limit of [1, 2, 5, 20, 21]) {
        const ids: string[] = [];
        let after: UserSearch['after'];
        do {
          const page = await search('anna', { limit, after });
          assert.ok(page.users.length <= limit);
          ids.push(...page.users.map(({ id }) => id));
          after = page.next ?? undefined;
        } while (after);
        assert.deepEqual(ids, all, `pages of ${limit}`);
      }
      assert.equal((await search('', { limit: 100 })).users.length, 21);
    });

    async function addPayments() {
      for (const [index, broker] of ['main', 'wl', 'house'].entries()) {
        const user = sampleUser(broker, `u-${broker}`);
        await opened.storage.users.add(user);
        for (let n = 0; n < 4; n += 1) {
          const changes = {
            createdAtMs: 100 + n,
            cashierReference: `ref-${n}`,
            state: n === 3 ? 'unconfirmed' : 'credited',
          };
          const kind = n === 2 ? 'withdrawal' : 'deposit';
          await opened.storage.payments.add(samplePayment(user, `p${n}-${index}`, { ...changes, kind } as object));
        }
      }
    }
    const payments = (more: Partial<PaymentSearch> = {}) =>
      searchPayments(opened.storage.payments, { brokerNames: null, limit: 20, ...more });
    const paid = async (more: Partial<PaymentSearch> = {}) => (await payments(more)).payments.map(({ id }) => id);

    test('payments of many white labels are one list, the newest first, of which part may be asked for', async () => {
      await addPayments();
      const newest = ['p3-2', 'p3-1', 'p3-0', 'p2-2', 'p2-1', 'p2-0'];
      assert.deepEqual((await paid()).slice(0, 6), newest);
      assert.deepEqual(await paid({ brokerNames: ['main', 'wl', 'house', 'wl'], limit: 6 }), newest);
      assert.deepEqual(await paid({ state: 'unconfirmed' }), ['p3-2', 'p3-1', 'p3-0']);
      assert.deepEqual(await paid({ kind: 'withdrawal', brokerNames: ['main', 'house'] }), ['p2-2', 'p2-0']);
      assert.deepEqual(await paid({ userId: 'u-wl', createdFromMs: 101, createdBeforeMs: 103 }), ['p2-1', 'p1-1']);
      assert.deepEqual(await paid({ reference: ' ref-3 ' }), ['p3-2', 'p3-1', 'p3-0']);
      assert.deepEqual(await paid({ reference: 'p1-1' }), ['p1-1']);
      assert.deepEqual(await paid({ reference: 'ref' }), []);
      assert.equal((await paid({ reference: ' ' })).length, 12);
    });

    test('payments whose money staff has to give back are found alone', async () => {
      await addPayments();
      for (const broker of ['main', 'wl']) {
        const failed = { state: 'failed', failure: 'refused', createdAtMs: 50 } as const;
        const user = sampleUser(broker, `u-${broker}`);
        for (const release of ['by_hand', 'due', 'done'] as const)
          await opened.storage.payments.add(samplePayment(user, `${release}-${broker}`, { ...failed, release }));
      }
      assert.deepEqual(await paid({ isByHand: true }), ['by_hand-wl', 'by_hand-main']);
      assert.deepEqual(await paid({ isByHand: true, brokerNames: ['main', 'house'] }), ['by_hand-main']);
      assert.deepEqual(await paid({ isByHand: true, brokerNames: ['wl'], state: 'failed' }), ['by_hand-wl']);
      assert.deepEqual(await paid({ isByHand: true, brokerNames: ['wl'], state: 'credited' }), []);
      assert.equal((await paid({ isByHand: false, brokerNames: ['wl'] })).length, 7);
    });

    test('rows 28 and 40: no payment is found where the searcher does not reach', async () => {
      await addPayments();
      for (const more of [
        {},
        { reference: 'ref-3' },
        { userId: 'u-main' },
        { reference: 'p3-0' },
        { state: 'unconfirmed' },
        { isByHand: true },
      ] as const) {
        for (const brokerNames of [['wl'], ['wl', 'Zebra']]) {
          const { payments: seen } = await payments({ ...more, brokerNames });
          assert.deepEqual(
            [...new Set(seen.map(({ brokerName }) => brokerName))].filter((name) => name !== 'wl'),
            [],
          );
        }
        assert.deepEqual(await paid({ ...more, brokerNames: [] }), []);
      }
    });

    test('pages of payments hold each once', async () => {
      await addPayments();
      for (const brokerNames of [null, ['main', 'wl', 'house'], ['main', 'wl']]) {
        const all = await paid({ brokerNames, limit: 50 });
        const ids: string[] = [];
        let after: PaymentSearch['after'];
        do {
          const page = await payments({ brokerNames, limit: 3, after });
          ids.push(...page.payments.map(({ id }) => id));
          after = page.next ?? undefined;
        } while (after);
        assert.deepEqual(ids, all);
      }
    });
  });
}
