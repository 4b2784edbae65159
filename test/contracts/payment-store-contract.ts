import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Payment, PaymentState } from '../../src/domain/payments/payment.ts';
import type { PaymentStore } from '../../src/domain/payments/payment-store.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker, samplePayment, sampleUser } from './sample-records.ts';

const STATES: readonly PaymentState[] = [
  ...(['created', 'authorised', 'crediting', 'credited'] as const),
  ...(['failed', 'unconfirmed'] as const),
];

/** What every store of payments must do. */
export function paymentStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the payment store on ${engine}`, { skip }, () => {
    const trader = sampleUser('main', 'u1');
    const stranger = sampleUser('wl', 'u2');
    let opened: OpenedRecords;
    let store: PaymentStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.payments;
      const { brokers, users } = opened.storage;
      await brokers.addCrm(CRM);
      await brokers.addBroker(sampleBroker('main'));
      await brokers.addBroker(sampleBroker('wl'));
      await users.add(trader);
      await users.add(stranger);
    });
    afterEach(() => opened.close());

    const due = (change: object = {}) =>
      store.listDue({ nowMs: 5000, cashiers: ['sandbox'], retryUnconfirmedOf: [], limit: 100, ...change });
    const idsOf = (payments: readonly Payment[]) => payments.map(({ id }) => id);

    test('a payment comes back as it was added, the largest numbers too', async () => {
      const payment = samplePayment(trader, 'p1', {
        amountMinor: Number.MAX_SAFE_INTEGER,
        login: Number.MAX_SAFE_INTEGER,
        balanceHistoryId: Number.MAX_SAFE_INTEGER,
        moneyDigits: 8,
        state: 'failed',
        failure: 'declined',
        cashierReference: 'reference',
        kind: 'withdrawal',
        release: 'by_hand',
        pendingCall: 'return',
        expiresAtMs: Number.MAX_SAFE_INTEGER,
        settlement: { outcome: 'done', reason: 'gesehen – 看', by: 'admin', atMs: 7 },
      });
      assert.equal(await store.add(payment), true);
      assert.deepEqual(await store.find('main', 'p1'), payment);
    });

    test('unconfirmed ones are counted where it is asked for, with when the oldest was made', async () => {
      const unconfirmed = { state: 'unconfirmed' } as const;
      await store.add(samplePayment(trader, 'p1', { ...unconfirmed, createdAtMs: 30 }));
      await store.add(samplePayment(trader, 'p2', { ...unconfirmed, createdAtMs: 20 }));
      await store.add(samplePayment(trader, 'p3', { state: 'credited', createdAtMs: 10 }));
      await store.add(samplePayment(stranger, 'p4', { ...unconfirmed, createdAtMs: 5 }));
      assert.deepEqual(await store.countUnconfirmed(['main']), { count: 2, oldestAtMs: 20 });
      assert.deepEqual(await store.countUnconfirmed(null), { count: 3, oldestAtMs: 5 });
      assert.deepEqual(await store.countUnconfirmed([]), { count: 0, oldestAtMs: null });
    });

    test('an id is added once at a white label, whatever else the second says', async () => {
      const payment = samplePayment(trader, 'p1');
      assert.equal(await store.add(payment), true);
      assert.equal(await store.add({ ...payment, amountMinor: 1 }), false);
      assert.deepEqual(await store.find('main', 'p1'), payment);
    });

    test('a change is written when the payment stands as it was read, and never twice', async () => {
      const read = samplePayment(trader, 'p1');
      await store.add(read);
      const changed: Payment = {
        ...read,
        ...{ state: 'crediting', attempts: 1, dueAtMs: 9, revision: 2, updatedAtMs: 8, cashierReference: 'r' },
        ...{ pendingCall: 'credit', expiresAtMs: 10, release: 'due' },
        settlement: { outcome: 'again', reason: 'r', by: 'b', atMs: 1 },
      };
      assert.equal(await store.replace(changed, { state: 'authorised', revision: 1 }), false);
      assert.equal(await store.replace(changed, { state: 'created', revision: 2 }), false);
      assert.equal(await store.replace(changed, read), true);
      assert.equal(await store.replace(changed, read), false);
      assert.deepEqual(await store.find('main', 'p1'), changed);
    });

    test('a change leaves what a payment is about as it is', async () => {
      const read = samplePayment(trader, 'p1');
      await store.add(read);
      await store.replace({ ...read, amountMinor: 1, login: 1, userId: 'u2', cashier: 'x', revision: 2 }, read);
      assert.deepEqual(await store.find('main', 'p1'), { ...read, revision: 2 });
    });

    test('row 4: of many changes of one reading, by two processes, exactly one is written', async () => {
      const read = samplePayment(trader, 'p1');
      await store.add(read);
      const stores = [store, opened.another.payments];
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (stores[index % 2] ?? store).replace({ ...read, state: 'authorised', attempts: index, revision: 2 }, read),
        ),
      );
      assert.equal(results.filter(Boolean).length, 1);
      assert.equal((await store.find('main', 'p1'))?.attempts, results.indexOf(true));
    });

    test('what is due are payments under way whose time has come, the oldest due first', async () => {
      for (const [index, state] of STATES.entries()) {
        await store.add(samplePayment(trader, `${state}-due`, { state, dueAtMs: 5000 - index }));
        await store.add(samplePayment(trader, `${state}-later`, { state, dueAtMs: 5001 }));
      }
      assert.deepEqual(idsOf(await due()), ['crediting-due', 'authorised-due', 'created-due']);
      assert.deepEqual(idsOf(await due({ limit: 1 })), ['crediting-due']);
    });

    test('withdrawals are due like deposits, and so are traders at the cashier', async () => {
      const states = [
        'awaiting',
        'requested',
        'debiting',
        'debited',
        'paying',
        'returning',
        'paid',
        'returned',
      ] as const;
      for (const [index, state] of states.entries()) {
        await store.add(samplePayment(trader, state, { state, dueAtMs: 1000 + index }));
      }
      assert.deepEqual(idsOf(await due()), states.slice(0, 6));
      assert.deepEqual(idsOf(await due({ cashiers: ['other'] })), ['debiting', 'returning']);
    });

    test('a payment is due by the kind of its cashier, whatever else its id says', async () => {
      await store.add(samplePayment(trader, 'p1', { cashier: 'redirect:0123' }));
      await store.add(samplePayment(trader, 'p2', { cashier: 'redirect' }));
      await store.add(samplePayment(trader, 'p3', { cashier: 'redirecting' }));
      await store.add(samplePayment(trader, 'p4', { cashier: 'redirect:0', state: 'failed', release: 'due' }));
      assert.deepEqual(idsOf(await due({ cashiers: ['redirect'] })), ['p1', 'p2', 'p4']);
      assert.deepEqual(idsOf(await due()), []);
    });

    test('money to be given back is due when its time has come, after all else, and only to its cashier', async () => {
      const failed = { state: 'failed', failure: 'refused' } as const;
      await store.add(samplePayment(trader, 'due', { ...failed, release: 'due', dueAtMs: 500 }));
      await store.add(samplePayment(trader, 'later', { ...failed, release: 'due', dueAtMs: 5001 }));
      await store.add(samplePayment(trader, 'done', { ...failed, release: 'done' }));
      await store.add(samplePayment(trader, 'by-hand', { ...failed, release: 'by_hand' }));
      await store.add(samplePayment(trader, 'created'));
      assert.deepEqual(idsOf(await due()), ['created', 'due']);
      assert.deepEqual(idsOf(await due({ limit: 1 })), ['created']);
      assert.deepEqual(idsOf(await due({ cashiers: ['other'] })), []);
      assert.deepEqual(idsOf(await due({ cashiers: ['other', 'sandbox'] })), ['created', 'due']);
    });

    test('a list holds the payments of one white label, the newest first, of one kind, state or user if asked', async () => {
      await store.add(samplePayment(trader, 'p1', { createdAtMs: 1, state: 'credited' }));
      await store.add(samplePayment(trader, 'p2', { createdAtMs: 3, kind: 'withdrawal', state: 'requested' }));
      await store.add(samplePayment(trader, 'p3', { createdAtMs: 2, state: 'unconfirmed' }));
      await store.add(samplePayment(stranger, 'p4', { createdAtMs: 9 }));
      const list = async (filter: object) => idsOf(await store.list('main', { limit: 10, ...filter }));
      assert.deepEqual(await list({}), ['p2', 'p3', 'p1']);
      assert.deepEqual(await list({ limit: 1 }), ['p2']);
      assert.deepEqual(await list({ kind: 'deposit' }), ['p3', 'p1']);
      assert.deepEqual(await list({ state: 'unconfirmed' }), ['p3']);
      assert.deepEqual(await list({ userId: 'u2' }), []);
    });

    test('a list goes on behind any of its payments, and holds those alone of a stretch of time', async () => {
      for (const [id, createdAtMs] of Object.entries({ a: 1, b: 3, c: 3, d: 2, e: 4 })) {
        await store.add(samplePayment(trader, id, { createdAtMs }));
      }
      const list = async (filter: object) => idsOf(await store.list('main', { limit: 10, ...filter }));
      assert.deepEqual(await list({}), ['e', 'c', 'b', 'd', 'a']);
      assert.deepEqual(await list({ after: { createdAtMs: 3, id: 'c' }, limit: 2 }), ['b', 'd']);
      assert.deepEqual(await list({ after: { createdAtMs: 1, id: 'a' } }), []);
      assert.deepEqual(await list({ createdFromMs: 2, createdBeforeMs: 4 }), ['c', 'b', 'd']);
      assert.deepEqual(await list({ createdFromMs: 2, after: { createdAtMs: 3, id: 'b' }, userId: 'u1' }), ['d']);
    });

    test('unconfirmed payments are due only at the white labels that are named', async () => {
      await store.add(samplePayment(trader, 'p1', { state: 'unconfirmed' }));
      await store.add(samplePayment(stranger, 'p2', { state: 'unconfirmed' }));
      assert.deepEqual(idsOf(await due({ retryUnconfirmedOf: ['wl'] })), ['p2']);
      assert.deepEqual(idsOf(await due({ retryUnconfirmedOf: ['wl', 'main'] })), ['p1', 'p2']);
    });

    test('a payment of another cashier, or without one, is due only when its credit was interrupted', async () => {
      for (const state of STATES) await store.add(samplePayment(trader, state, { state }));
      for (const cashiers of [['other'], []]) {
        assert.deepEqual(idsOf(await due({ cashiers, retryUnconfirmedOf: ['main'] })), ['crediting']);
      }
    });

    test('row 28: a payment of one white label is neither found nor changed through another', async () => {
      const payment = samplePayment(trader, 'p1');
      await store.add(payment);
      assert.equal(await store.find('wl', 'p1'), undefined);
      assert.equal(await store.replace({ ...payment, brokerName: 'wl', state: 'failed' }, payment), false);
      assert.equal(await store.add(samplePayment(stranger, 'p1')), true, 'another white label has its own ids');
      assert.deepEqual(await store.find('main', 'p1'), payment);
    });
  });
}
