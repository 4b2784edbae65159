import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { CashierSetting } from '../../../src/domain/brokers/broker.ts';
import { CASHIER_SECRET, type CashierCaller, cashierCaller } from '../../support/cashier-caller.ts';
import { changeCashier, redirectOf } from '../../support/change-cashier.ts';
import { creditsOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';

const BROKER = 'financialhouse_main';
const { live } = DEPOSITORS[BROKER];
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NEW_SECRET = 'the-next-secret-of-length';

/** What a cashier's word is worth after its white label changed it. */
export function changedCashierSuite(engines: Engines): void {
  let bridge: WiredBridge;
  let cashier: CashierCaller;
  let original: CashierSetting;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
    cashier = cashierCaller(bridge.url, () => bridge.clock.nowMs());
    original = bridge.app.brokers.get(BROKER).payments.cashier;
  });
  after(() => bridge.close());
  beforeEach(async () => {
    // The limits and the secrets of one test do not concern the next.
    bridge.clock.advance(31 * DAY_MS);
    await change(original);
    bridge.clock.advance(31 * DAY_MS);
  });

  const change = (setting: CashierSetting) => changeCashier(bridge, BROKER, setting);
  const changeSecret = (secret: string) => change(redirectOf(bridge, BROKER, { secret }));
  const read = (id: string) => bridge.app.payments.getPayment(bridge.app.brokers.get(BROKER), id);
  const creditsFor = async (id: string) =>
    (await creditsOf(bridge.simulator, live)).filter(({ externalId }) => externalId === id);
  const settle = (id: string, outcome: 'done' | 'not_done' | 'again') =>
    bridge.app.payments.settleUnconfirmed(bridge.app.brokers.get(BROKER), id, { outcome, reason: 'seen', by: 'ann' });

  /** @returns The id of a payment whose trader is at the cashier. */
  async function begin(): Promise<string> {
    const answer = await depositScreen(bridge.url, BROKER).deposit('250.00');
    assert.equal(answer.status, 303, answer.text);
    return new URL(String(answer.headers.location)).searchParams.get('payment') ?? '';
  }

  const say = (paymentId: string, secret: string = CASHIER_SECRET) =>
    cashier.call(
      { paymentId, outcome: 'authorised', amount: '250.00', currency: 'EUR', reference: `ref-${paymentId}` },
      { secret },
    );

  for (const [what, next] of [
    ['switched off', { kind: 'off' }],
    ['replaced by the sandbox’s', { kind: 'sandbox' }],
  ] as const) {
    test(`what a trader paid at a cashier that was ${what} meanwhile is credited, once`, async () => {
      const id = await begin();
      await change(next);
      for (const answer of [await say(id), await say(id)]) {
        assert.deepEqual([answer.status, answer.json.state], [200, 'credited'], answer.text);
      }
      assert.equal((await creditsFor(id)).length, 1);
    });
  }

  test('after a new secret the old one is good for payments that began before, and for no other', async () => {
    const id = await begin();
    await changeSecret(NEW_SECRET);
    bridge.clock.advance(2 * MINUTE_MS);
    const later = await begin();
    assert.equal((await say(id)).json.state, 'credited');
    const forged = await say(later);
    assert.deepEqual([forged.status, forged.json.code], [404, 'PAYMENT_UNKNOWN']);
    assert.equal((await say(later, NEW_SECRET)).json.state, 'credited');
  });

  test('the two secrets before the one of now are good for thirty days, and a third is not', async () => {
    const ids = [await begin(), await begin(), await begin()] as const;
    await changeSecret(NEW_SECRET);
    await change({ kind: 'off' });
    await change({ ...redirectOfOriginal(), ...sealed('the-third-secret-of-length') });
    assert.equal((await say(ids[0])).status, 200);
    bridge.clock.advance(30 * DAY_MS - MINUTE_MS);
    assert.equal((await say(ids[1], NEW_SECRET)).status, 200);
    bridge.clock.advance(2 * MINUTE_MS);
    for (const secret of [CASHIER_SECRET, NEW_SECRET]) {
      const late = await say(ids[2], secret);
      assert.deepEqual([late.status, late.json.code], [401, 'CASHIER_SIGNATURE_INVALID']);
    }
    for (const secret of ['the-fourth-secret-of-length', 'the-fifth-secret-of-length']) await changeSecret(secret);
    await changeSecret('the-sixth-secret-of-length');
    assert.equal((await say(ids[2], 'the-third-secret-of-length')).status, 401, 'only two are kept');
    assert.equal((await say(ids[2], 'the-fourth-secret-of-length')).status, 200);
  });

  function redirectOfOriginal() {
    if (original.kind !== 'redirect') throw new Error('The example has an outside cashier');
    return original;
  }

  function sealed(secret: string): { sealedSecret: string } {
    return { sealedSecret: bridge.app.keyRing.seal(secret, `cashier-secret/${BROKER}`) };
  }

  test('what is no new secret retires none, and putting the old one back does not keep it twice', async () => {
    const retired = () => bridge.app.brokers.get(BROKER).payments.retiredCashierSecrets.length;
    await changeSecret(CASHIER_SECRET);
    await bridge.app.brokers.update(BROKER, { displayName: 'Financial House' });
    assert.equal(retired(), 0);
    await changeSecret(NEW_SECRET);
    assert.equal(retired(), 1);
    await changeSecret(CASHIER_SECRET);
    assert.equal(retired(), 1);
    const id = await begin();
    assert.equal((await say(id)).status, 200);
  });

  for (const state of ['awaiting', 'expired'] as const) {
    const leave = async (): Promise<string> => {
      const id = await begin();
      await change({ kind: 'off' });
      if (state === 'awaiting') return id;
      bridge.clock.advance(DAY_MS + MINUTE_MS);
      await bridge.app.payments.recover();
      assert.equal((await read(id)).failure, 'expired');
      return id;
    };

    test(`staff who see at the cashier that an ${state} payment was paid have it credited, once`, async () => {
      const id = await leave();
      const said = await Promise.allSettled([settle(id, 'done'), settle(id, 'done')]);
      assert.equal(said.filter(({ status }) => status === 'fulfilled').length, 1);
      await Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);
      const { state: now, failure, settlement } = await read(id);
      assert.deepEqual([now, failure, settlement?.by], ['credited', null, 'ann']);
      await assert.rejects(settle(id, 'done'), { code: 'payment_settled' });
      if (state === 'awaiting') assert.equal((await say(id)).json.state, 'credited', 'the cashier says so later');
      assert.equal((await creditsFor(id)).length, 1);
      assert.doesNotMatch(bridge.logLines.join(''), new RegExp(`"payment":"${id}".*by two references`));
    });

    test(`staff who see that an ${state} payment was not paid end it, and nothing is credited`, async () => {
      const id = await leave();
      await assert.rejects(settle(id, 'again'), { code: 'payment_settled' });
      await settle(id, 'not_done');
      await bridge.app.payments.recover();
      const { state: now, failure, release } = await read(id);
      assert.deepEqual([now, failure, release], ['failed', 'declined', null]);
      assert.equal((await creditsFor(id)).length, 0);
    });
  }
}
