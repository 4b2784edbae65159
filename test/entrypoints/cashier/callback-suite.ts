import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Payment } from '../../../src/domain/payments/payment.ts';
import { CALLBACK_PATH, type CallOptions, type CashierCaller, cashierCaller } from '../../support/cashier-caller.ts';
import { balanceOf, creditsOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';

const BROKER = 'financialhouse_main';
const { live } = DEPOSITORS[BROKER];
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What the server of a white label's cashier says, rightly and wrongly. */
export function callbackSuite(engines: Engines): void {
  let bridge: WiredBridge;
  let cashier: CashierCaller;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
    cashier = cashierCaller(bridge.url, () => bridge.clock.nowMs());
  });
  after(() => bridge.close());
  beforeEach(async () => {
    // The limits of one test do not concern the next.
    bridge.clock.advance(11 * MINUTE_MS);
    await bridge.simulator.clearFaults();
    await bridge.simulator.clearCalls();
  });

  /** Sends the form. @returns The id of the payment, whose trader is at the cashier now. */
  async function begin(amount = '250.00'): Promise<string> {
    const answer = await depositScreen(bridge.url, BROKER).deposit(amount);
    assert.equal(answer.status, 303, answer.text);
    return new URL(String(answer.headers.location)).searchParams.get('payment') ?? '';
  }

  const authorised = (paymentId: string, change: object = {}) => ({
    ...{ paymentId, outcome: 'authorised', amount: '250.00', currency: 'EUR', reference: `ref-${paymentId}` },
    ...change,
  });
  const stored = async (paymentId: string): Promise<Payment> => {
    const payment = await bridge.app.storage.payments.find(BROKER, paymentId);
    assert.ok(payment);
    return payment;
  };
  const creditsFor = async (paymentId: string) =>
    (await creditsOf(bridge.simulator, live)).filter(({ externalId }) => externalId === paymentId);

  test('a payment that the cashier authorised is credited, and the answer tells how it stands', async () => {
    const balance = await balanceOf(bridge.simulator, live);
    const id = await begin();
    assert.equal((await stored(id)).state, 'awaiting');
    const answer = await cashier.call(authorised(id));
    assert.equal(answer.status, 200, answer.text);
    const expected = { id, state: 'credited', failure: null, amount: '250.00', currency: 'EUR' };
    assert.deepEqual(answer.json, expected);
    assert.equal((await stored(id)).cashierReference, `ref-${id}`);
    assert.equal(await balanceOf(bridge.simulator, live), balance + 25_000);
  });

  test('row 44: a callback that comes again, at once and later, gets the same answer and credits nothing more', async () => {
    const id = await begin();
    const first = await Promise.all([1, 2, 3, 4].map(() => cashier.call(authorised(id))));
    assert.ok(first.every(({ status }) => status === 200));
    bridge.clock.advance(DAY_MS);
    const again = await cashier.call(authorised(id, { amount: '250' }));
    assert.equal(again.json.state, 'credited');
    assert.equal((await creditsFor(id)).length, 1);
    const conflict = await cashier.call(authorised(id, { reference: 'another' }));
    assert.deepEqual([conflict.status, conflict.json.state], [200, 'credited']);
    assert.match(bridge.logLines.join(''), /by two references/);
  });

  test('a payment that the cashier declined fails, and may still be authorised later', async () => {
    const id = await begin();
    for (let times = 0; times < 2; times += 1) {
      const { status, json } = await cashier.call(authorised(id, { outcome: 'declined' }));
      assert.deepEqual([status, json.state, json.failure], [200, 'failed', 'declined']);
    }
    assert.equal((await creditsFor(id)).length, 0);
    const { json } = await cashier.call(authorised(id));
    assert.deepEqual([json.state, json.failure], ['credited', null]);
    assert.equal((await creditsFor(id)).length, 1);
  });

  test('a payment that expired is credited when its cashier speaks late, and only once', async () => {
    const id = await begin();
    bridge.clock.advance(DAY_MS + MINUTE_MS);
    await bridge.app.payments.recover();
    assert.deepEqual([(await stored(id)).state, (await stored(id)).failure], ['failed', 'expired']);
    const { json } = await cashier.call(authorised(id));
    assert.equal(json.state, 'credited');
    await cashier.call(authorised(id));
    assert.equal((await creditsFor(id)).length, 1);
  });

  test('what was authorised cannot be declined any more', async () => {
    const id = await begin();
    await cashier.call(authorised(id));
    const { status, json } = await cashier.call(authorised(id, { outcome: 'declined' }));
    assert.deepEqual([status, json.code], [409, 'PAYMENT_CONTRADICTED']);
    assert.equal((await stored(id)).state, 'credited');
  });

  for (const [what, change] of [
    ['a larger amount', { amount: '2500.00' }],
    ['a smaller amount', { amount: '2.50' }],
    ['an amount with an exponent', { amount: '25e1' }],
    ['a negative amount', { amount: '-250.00' }],
    ['too many decimals', { amount: '250.001' }],
    ['another currency', { currency: 'USD' }],
  ] as const) {
    test(`${what} is refused with 409, credits nothing, and is an alert in the log`, async () => {
      const id = await begin();
      const { status, json } = await cashier.call(authorised(id, change));
      assert.deepEqual([status, json.code], [409, 'PAYMENT_MISMATCH']);
      assert.equal((await stored(id)).state, 'awaiting');
      assert.match(bridge.logLines.join(''), new RegExp(`"level":"error".*${id}.*another amount`));
    });
  }

  test('an unknown payment is 404, and so is one of another white label, or of another cashier', async () => {
    assert.deepEqual((await cashier.call(authorised('nowhere'))).json.code, 'PAYMENT_UNKNOWN');
    const screen = depositScreen(bridge.url, 'tradingtech_main');
    await screen.deposit('250.19');
    const [foreign] = await bridge.app.storage.payments.list('tradingtech_main', { limit: 1 });
    assert.equal((await cashier.call(authorised(foreign?.id ?? ''))).status, 404);
    const { payments } = bridge.app.brokers.get(BROKER);
    await bridge.app.brokers.update(BROKER, { payments: { ...payments, cashier: { kind: 'sandbox' } } });
    await depositScreen(bridge.url, BROKER).deposit('250.19');
    await bridge.app.brokers.update(BROKER, { payments });
    const [own] = await bridge.app.storage.payments.list(BROKER, { limit: 1 });
    assert.equal(own?.cashier, 'sandbox');
    assert.equal((await cashier.call(authorised(own?.id ?? '', { amount: '250.19' }))).status, 404);
  });

  const forgeries: readonly [string, CallOptions | ((id: string) => CallOptions)][] = [
    ['another secret', { secret: 'sandbox-cashier-tradingtech_main' }],
    ['another body', { signedBody: '{}' }],
    ['another path', { signedPath: '/b/tradingtech_main/cashier/callback' }],
    ['no signature', { headers: { 'X-Cashier-Signature': '' } }],
    ['a signature that is none', { headers: { 'X-Cashier-Signature': 'é' } }],
    ['a timestamp that was not signed', { headers: { 'X-Cashier-Timestamp': '1' } }],
    ['no timestamp', { headers: { 'X-Cashier-Timestamp': '' } }],
    ['a white label without an outside cashier', { path: '/b/tradingtech_main/cashier/callback' }],
  ];
  for (const [what, options] of forgeries) {
    test(`row 38: a callback with ${what} is refused with 401 and changes nothing`, async () => {
      const id = await begin();
      const { status, json } = await cashier.call(
        authorised(id),
        typeof options === 'function' ? options(id) : options,
      );
      assert.deepEqual([status, json.code], [401, 'CASHIER_SIGNATURE_INVALID']);
      assert.equal((await stored(id)).state, 'awaiting');
    });
  }

  for (const [seconds, status] of [
    [-301, 401],
    [-299, 200],
    [299, 200],
    [301, 401],
  ] as const) {
    test(`row 38: a callback that was signed ${seconds} seconds from now is answered ${status}`, async () => {
      const id = await begin();
      const options = { nowMs: bridge.clock.nowMs() + seconds * 1000 };
      assert.equal((await cashier.call(authorised(id), options)).status, status);
    });
  }

  test('the names in the query do as well as the prefix, and are signed too', async () => {
    const id = await begin();
    const path = '/cashier/callback?brokerName=financialhouse_main&brokerCrmName=financialhouse_crm';
    assert.equal((await cashier.call(authorised(id), { path })).status, 200);
    const wrong = { path, signedPath: '/cashier/callback' };
    assert.equal((await cashier.call(authorised(id), wrong)).status, 401);
    assert.equal((await cashier.call(authorised(id), { path: '/cashier/callback' })).status, 400);
    const both = { path: `${CALLBACK_PATH}?brokerName=tradingtech_main` };
    assert.equal((await cashier.call(authorised(id), both)).json.code, 'BROKER_IDENTIFICATION_MISMATCH');
  });

  test('a body that is no JSON, lacks a field, or says something else is 400', async () => {
    const id = await begin();
    assert.equal((await cashier.call({}, { body: '{' })).json.code, 'MALFORMED_REQUEST');
    assert.equal((await cashier.call({}, { body: '[]' })).status, 400);
    assert.equal((await cashier.call({}, { body: '{"paymentId":"a","paymentId":"b"}' })).status, 400);
    for (const change of [{ paymentId: undefined }, { outcome: 'paid' }, { amount: 250 }, { reference: '\u0000' }]) {
      assert.equal((await cashier.call(authorised(id, change))).json.code, 'PARAMETER_INVALID');
    }
    assert.equal((await stored(id)).state, 'awaiting');
  });

  test('a broker that was switched off is heard all the same, for its trader has paid', async () => {
    const id = await begin();
    await bridge.app.brokers.update(BROKER, { enabled: false });
    const { json } = await cashier.call(authorised(id));
    await bridge.app.brokers.update(BROKER, { enabled: true });
    assert.equal(json.state, 'credited');
  });

  test('when the platform refuses, the cashier is told so, gives the money back, and is not believed a second time', async () => {
    const failNext = { call: '3.5', status: 400, times: 9, errorCode: 'NOT_ENOUGH_RIGHTS' };
    await bridge.simulator.setFaults({ failNext });
    const id = await begin();
    const { json } = await cashier.call(authorised(id));
    assert.deepEqual([json.state, json.failure], ['failed', 'refused']);
    assert.equal((await stored(id)).release, 'done');
    const releases = (await bridge.simulator.calls('cashier')).filter(({ direction }) => direction === 'in');
    assert.deepEqual(
      releases.map(({ status, request }) => [status, request]),
      [
        [
          200,
          {
            ...{ type: 'release', paymentId: id, amount: '250.00', currency: 'EUR' },
            accountId: String(live),
            brokerName: BROKER,
          },
        ],
      ],
    );
    await bridge.simulator.clearFaults();
    assert.equal((await cashier.call(authorised(id))).json.state, 'failed');
    assert.equal((await creditsFor(id)).length, 0);
  });

  test('a lost answer of the platform leaves the payment unconfirmed, and a callback that comes again credits nothing', async () => {
    await bridge.simulator.setFaults({ dropAnswer: { call: '3.5', times: 1 } });
    const id = await begin();
    assert.equal((await cashier.call(authorised(id))).json.state, 'unconfirmed');
    assert.equal((await cashier.call(authorised(id))).json.state, 'unconfirmed');
    assert.equal((await creditsFor(id)).length, 1, 'the platform had done it');
  });

  test('a GET is not allowed, and nothing that a cashier is told holds a secret', async () => {
    const answer = await fetch(bridge.url + CALLBACK_PATH);
    assert.equal(answer.status, 405);
    assert.equal(bridge.logLines.join('').includes('sandbox-cashier-financialhouse_main'), false);
  });
}
