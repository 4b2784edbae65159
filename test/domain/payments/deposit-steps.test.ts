import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DEPOSIT_STEPS } from '../../../src/domain/payments/deposit-steps.ts';
import { movePayment } from '../../../src/domain/payments/move-payment.ts';
import type { Payment, PaymentState } from '../../../src/domain/payments/payment.ts';
import type { User } from '../../../src/domain/users/user.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { samplePayment } from '../../contracts/sample-records.ts';
import { DEPOSITORS } from '../../support/deposit-screen.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const BROKER = 'tradingtech_main';

/** As the pages and cashiers may rely on; what is not here is no step. */
const EXPECTED = `
  created → created awaiting authorised failed
  awaiting → awaiting authorised failed
  authorised → crediting
  crediting → credited failed authorised unconfirmed
  unconfirmed → crediting credited failed authorised
  credited →
  failed → failed authorised`;

const STATES: readonly PaymentState[] = [
  ...(['created', 'awaiting', 'authorised', 'crediting', 'credited', 'failed', 'unconfirmed'] as const),
  ...(['requested', 'debiting', 'debited', 'paying', 'paid', 'returning', 'returned'] as const),
];

describe('the steps of a deposit', () => {
  let bridge: TestBridge;
  let user: User;
  before(async () => {
    bridge = await startTestBridge();
    const found = await bridge.app.users.findByPlatformUserId(BROKER, DEPOSITORS[BROKER].userId);
    assert.ok(found);
    user = found;
  });
  after(() => bridge.close());

  const parts = () => {
    const { storage, events } = bridge.app;
    return { store: storage.payments, events, clock: bridge.clock, log: createLogger('silent') };
  };

  async function deposit(state: PaymentState): Promise<Payment> {
    const payment = samplePayment(user, bridge.app.payments.newPaymentId(), { state });
    await bridge.app.storage.payments.add(payment);
    return payment;
  }

  test('are those of the table', () => {
    const lines = Object.entries(DEPOSIT_STEPS).map(([from, to]) => `${from} → ${to.join(' ')}`.trim());
    const expected = EXPECTED.trim()
      .split('\n')
      .map((line) => line.trim());
    assert.deepEqual(lines.sort(), expected.sort());
  });

  for (const from of Object.keys(DEPOSIT_STEPS) as (keyof typeof DEPOSIT_STEPS)[]) {
    test(`from ${from} each step is written down, and every other one is a bug`, async () => {
      for (const to of STATES) {
        const payment = await deposit(from);
        const moved = movePayment(parts(), payment, to, { attempts: 7 });
        if (!DEPOSIT_STEPS[from].includes(to)) {
          await assert.rejects(moved, /does not go from/);
          continue;
        }
        assert.equal((await moved)?.state, to);
        const stored = await bridge.app.storage.payments.find(BROKER, payment.id);
        assert.deepEqual([stored?.state, stored?.attempts, stored?.revision], [to, 7, 2]);
        assert.equal(await movePayment(parts(), payment, to), undefined, 'whoever read it before comes too late');
      }
    });
  }
});
