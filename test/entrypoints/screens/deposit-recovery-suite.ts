import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { CashierBackend } from '../../../src/domain/payments/cashier-backend.ts';
import type { Payment, PaymentState } from '../../../src/domain/payments/payment.ts';
import { createPayments } from '../../../src/domain/payments/payments.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { samplePayment } from '../../contracts/sample-records.ts';
import { balanceOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import type { PageAnswer } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const { live } = DEPOSITORS[BROKER];
const MINUTE_MS = 60_000;

/** What becomes of payments whose process died, hung or stopped. */
export function depositRecoverySuite(engines: Engines): void {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
  });
  after(() => bridge.close());
  beforeEach(async () => {
    await bridge.simulator.clearFaults();
    await bridge.simulator.clearCalls();
    await declareIdempotent(false);
  });

  const screen = () => depositScreen(bridge.url);
  const creditCalls = async () => (await bridge.simulator.calls('3.5')).length;

  /** Says so in the record; whether it is true is up to the test. */
  async function declareIdempotent(idempotentExternalIds: boolean): Promise<void> {
    await bridge.app.brokers.update(BROKER, { platform: { idempotentExternalIds } });
  }

  /** @returns By how much the balance of the live account changed. */
  async function change(work: () => Promise<void>): Promise<number> {
    const balance = await balanceOf(bridge.simulator, live);
    await work();
    return (await balanceOf(bridge.simulator, live)) - balance;
  }

  function assertDone(answer: PageAnswer): void {
    assert.equal(answer.status, 303, answer.text);
    assert.equal(answer.headers.location, `${bridge.simulator.url}/callback/success`);
  }

  /** What a process leaves in the records that dies in this state. */
  async function leaveBehind(state: PaymentState, amountMinor: number, change: Partial<Payment> = {}): Promise<string> {
    const user = await bridge.app.users.findByPlatformUserId(BROKER, DEPOSITORS[BROKER].userId);
    assert.ok(user);
    const id = `left-${state}-${amountMinor}`;
    const left = { state, amountMinor, login: live, dueAtMs: bridge.clock.nowMs() + MINUTE_MS, ...change };
    await bridge.app.storage.payments.add(samplePayment(user, id, left));
    return id;
  }

  const stateOf = async (id: string) => (await bridge.app.storage.payments.find(BROKER, id))?.state;

  test('row 44: what a dead process left authorised or just created is credited once, after its lease', async () => {
    const raised = await change(async () => {
      const ids = [await leaveBehind('created', 1001), await leaveBehind('authorised', 1002)];
      const declined = await leaveBehind('created', 1013);
      await bridge.app.payments.recover();
      assert.equal(await stateOf(ids[0] ?? ''), 'created', 'not within its lease');
      bridge.clock.advance(MINUTE_MS);
      await Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);
      for (const id of ids) assert.equal(await stateOf(id), 'credited');
      assert.equal(await stateOf(declined), 'failed');
    });
    assert.equal(raised, 2003);
  });

  test('row 44: what a dead process left crediting is unconfirmed, and sent again only to an idempotent platform', async () => {
    const id = await leaveBehind('crediting', 1003, { attempts: 1 });
    bridge.clock.advance(MINUTE_MS);
    const raised = await change(async () => {
      await bridge.app.payments.recover();
      await bridge.app.payments.recover();
      assert.equal(await stateOf(id), 'unconfirmed');
      assert.equal(await creditCalls(), 0);
    });
    assert.equal(raised, 0);
    await bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    const later = await change(async () => {
      await bridge.app.payments.recover();
      assert.equal(await stateOf(id), 'credited');
    });
    assert.equal(later, 1003);
  });

  test('what another cashier authorised is never credited here', async () => {
    await bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    const ids = [
      await leaveBehind('authorised', 1004, { cashier: 'other' }),
      await leaveBehind('crediting', 1005, { cashier: 'other', attempts: 1 }),
    ];
    bridge.clock.advance(MINUTE_MS);
    const raised = await change(async () => {
      await bridge.app.payments.recover();
      await bridge.app.payments.recover();
    });
    assert.equal(raised, 0);
    assert.deepEqual(await Promise.all(ids.map(stateOf)), ['authorised', 'unconfirmed']);
  });

  test('a bridge that stops sends nothing more, and leaves the payment to the next', async () => {
    const id = await leaveBehind('authorised', 1006);
    bridge.clock.advance(MINUTE_MS);
    const { storage, brokers, platform, events } = bridge.app;
    const sandbox: CashierBackend = {
      name: 'sandbox',
      authorise: () => assert.fail('it has paid'),
      release: () => assert.fail('it is not refused'),
      payOut: () => assert.fail('it is a deposit'),
    };
    const stopping = createPayments({
      ...{ store: storage.payments, brokers, platform, events, cashiers: { sandbox }, clock: bridge.clock },
      leaseMs: 1000,
      createRateLimiter: createRateLimiterFactory(storage.expiring),
      log: createLogger('silent'),
    });
    await stopping.stop();
    const raised = await change(async () => {
      await stopping.recover();
      assert.equal(await stateOf(id), 'authorised');
      bridge.clock.advance(MINUTE_MS);
      await bridge.app.payments.recover();
    });
    assert.equal(raised, 1006);
  });

  test('an answer that comes when its process was taken for dead still counts', async () => {
    await bridge.simulator.setFaults({ latencyMs: 700 });
    const ticket = await screen().ticket();
    const raised = await change(async () => {
      const answer = screen().post({ ticket, amount: '49.00' });
      while ((await creditCalls()) === 0) await delay(20);
      bridge.clock.advance(MINUTE_MS);
      await bridge.app.payments.recover();
      assertDone(await answer);
    });
    assert.equal(raised, 4900);
    assert.equal(await creditCalls(), 1);
  });
}
