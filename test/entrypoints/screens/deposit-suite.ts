import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { balanceOf, creditsOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, ticketIn, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const { live, demo } = DEPOSITORS[BROKER];
const MINUTE_MS = 60_000;

/** Deposits through the public door, at a platform that works and at one that fails. */
export function depositSuite(engines: Engines): void {
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
  const credits = () => creditsOf(bridge.simulator, live);
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

  function assertAtCashier(answer: PageAnswer): void {
    assert.equal(answer.status, 303, answer.text);
    assert.match(answer.headers.location ?? '', /\/cashier\/pay\?payment=/);
  }

  test('a deposit raises the balance by exactly its amount and leads to the success URL without a token', async () => {
    const raised = await change(async () => assertDone(await screen().deposit('250.00')));
    assert.equal(raised, 25_000);
    const credit = (await credits()).at(-1);
    assert.deepEqual([credit?.type, credit?.amount], ['DEPOSIT', 25_000]);
    const stored = await bridge.app.storage.payments.find(BROKER, credit?.externalId ?? '');
    assert.equal(stored?.state, 'credited');
    assert.deepEqual([stored?.attempts, typeof stored?.balanceHistoryId], [1, 'number']);
  });

  test('the smallest and the largest amount that are allowed pass', async () => {
    const raised = await change(async () => {
      assertDone(await screen().deposit('10'));
      assertDone(await screen().deposit(' 10000,00 '));
    });
    assert.equal(raised, 1_001_000);
  });

  test('the same form sent twice at once makes one payment, and both answers lead back', async () => {
    const raised = await change(async () => {
      const form = { ticket: await screen().ticket(), amount: '20.00' };
      const answers = await Promise.all([form, form, form].map((one) => screen().post(one)));
      answers.forEach(assertDone);
      assertDone(await screen().post(form));
    });
    assert.equal(raised, 2000);
    assert.equal(await creditCalls(), 1);
  });

  test('a form that was credited and comes again with another amount changes nothing', async () => {
    const ticket = await screen().ticket();
    assertDone(await screen().post({ ticket, amount: '20' }));
    const raised = await change(async () => {
      const answer = await screen().post({ ticket, amount: '30' });
      assert.equal(answer.status, 409);
      assert.match(wordsOf(answer), /another amount/);
    });
    assert.equal(raised, 0);
  });

  test('a declined payment is told in the form, credits nothing, and the next try is another payment', async () => {
    const raised = await change(async () => {
      const declined = await screen().deposit('250.13');
      assert.equal(declined.status, 402);
      assert.match(wordsOf(declined), /declined and nothing was charged/);
      assert.match(declined.text, /name="amount"[^>]* value="250\.13"/);
      assert.equal(await creditCalls(), 0);
      assertDone(await screen().post({ ticket: ticketIn(declined), amount: '250.14' }));
    });
    assert.equal(raised, 25_014);
  });

  test('a platform that refuses makes the payment fail, credits nothing and is not asked again', async () => {
    const failNext = { call: '3.5', status: 400, times: 9, errorCode: 'NOT_ENOUGH_RIGHTS' };
    await bridge.simulator.setFaults({ failNext });
    const form = { ticket: await screen().ticket(), amount: '33' };
    const raised = await change(async () => {
      const refused = await screen().post(form);
      assert.equal(refused.status, 502);
      assert.match(wordsOf(refused), /did not take the deposit/);
      assert.match(refused.text, /class="close" href="[^"]+\/callback\/success"/);
      await bridge.simulator.clearFaults();
      assert.equal((await screen().post(form)).status, 502, 'a payment that failed stays so');
      bridge.clock.advance(60 * MINUTE_MS);
      await bridge.app.payments.recover();
    });
    assert.equal(raised, 0);
    assert.equal(await creditCalls(), 1);
  });

  for (const fault of ['dropAnswer', 'garbleAnswer'] as const) {
    test(`row 44: after a lost answer (${fault}) the payment is unconfirmed, credited once and never sent again`, async () => {
      await bridge.simulator.setFaults({ [fault]: { call: '3.5', times: 1 } });
      const form = { ticket: await screen().ticket(), amount: '44.00' };
      const raised = await change(async () => {
        const answer = await screen().post(form);
        assert.equal(answer.status, 502);
        assert.match(wordsOf(answer), /has not confirmed it.*Please do not pay again/);
        assert.equal((await screen().post(form)).status, 502);
        bridge.clock.advance(60 * MINUTE_MS);
        await bridge.app.payments.recover();
        await bridge.app.payments.recover();
      });
      assert.equal(raised, 4400);
      assert.equal(await creditCalls(), 1);
      const [credit] = (await credits()).slice(-1);
      const stored = await bridge.app.storage.payments.find(BROKER, credit?.externalId ?? '');
      assert.equal(stored?.state, 'unconfirmed');
    });
  }

  test('at a platform that knows an externalId again a lost answer is asked for again, and credited once', async () => {
    await declareIdempotent(true);
    const dropAnswer = { call: '3.5', times: 2 };
    await bridge.simulator.setFaults({ dropAnswer, idempotentByExternalId: true });
    const raised = await change(async () => assertDone(await screen().deposit('45.00')));
    assert.equal(raised, 4500);
    assert.equal(await creditCalls(), 3);
  });

  test('an unconfirmed payment is finished by the recovery once its platform is declared idempotent', async () => {
    await bridge.simulator.setFaults({ dropAnswer: { call: '3.5', times: 1 } });
    const form = { ticket: await screen().ticket(), amount: '46.00' };
    const raised = await change(async () => {
      assert.equal((await screen().post(form)).status, 502);
      await bridge.simulator.setFaults({ idempotentByExternalId: true });
      await declareIdempotent(true);
      bridge.clock.advance(MINUTE_MS);
      await Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);
      assertDone(await screen().post({ ...form, ticket: form.ticket }));
    });
    assert.equal(raised, 4600);
  });

  test('a refusal of the second try does not undo a first one that may have worked', async () => {
    await bridge.simulator.setFaults({ dropAnswer: { call: '3.5', times: 1 } });
    const form = { ticket: await screen().ticket(), amount: '47.00' };
    assert.equal((await screen().post(form)).status, 502);
    const failNext = { call: '3.5', status: 400, times: 9, errorCode: 'NOT_ENOUGH_RIGHTS' };
    await bridge.simulator.setFaults({ failNext });
    await declareIdempotent(true);
    bridge.clock.advance(MINUTE_MS);
    await bridge.app.payments.recover();
    const [credit] = (await credits()).slice(-1);
    const stored = await bridge.app.storage.payments.find(BROKER, credit?.externalId ?? '');
    assert.equal(stored?.state, 'unconfirmed');
  });

  test('a platform that cannot be reached leaves the payment waiting, and the recovery credits it once', async () => {
    const failNext = { call: '3.5', status: 429, times: 1, errorCode: 'REQUEST_FREQUENCY_EXCEEDED' };
    await bridge.simulator.setFaults({ failNext });
    const form = { ticket: await screen().ticket(), amount: '48.00' };
    const raised = await change(async () => {
      const pending = await screen().post(form);
      assert.equal(pending.status, 503);
      assert.match(wordsOf(pending), /on its way to your account/);
      assert.match(pending.text, /<h1>Deposit<\/h1>/);
      await bridge.app.payments.recover();
      assert.equal(await creditCalls(), 1, 'not before its time');
      bridge.clock.advance(MINUTE_MS);
      await Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);
      assert.equal(await creditCalls(), 2);
    });
    assert.equal(raised, 4800);
  });

  test('a demo account takes deposits of its own', async () => {
    const balance = await balanceOf(bridge.simulator, demo);
    assertDone(await screen().deposit('60', demo));
    assert.equal(await balanceOf(bridge.simulator, demo), balance + 6000);
  });

  test('a white label that demands in-app tokens, and the root address, work alike', async () => {
    assertAtCashier(await depositScreen(bridge.url, 'financialhouse_main').deposit('61'));
    const opened = await screen().open();
    const query = `?brokerName=${BROKER}&brokerCrmName=tradingtech_crm&account=${live}&lang=de`;
    const answer = await fetch(`${bridge.url}/inapp/deposit${query}`, {
      method: 'POST',
      body: new URLSearchParams({ ticket: ticketIn(opened), amount: '62' }),
      redirect: 'manual',
    });
    assert.equal(answer.status, 303);
  });
}
