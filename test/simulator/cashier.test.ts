import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { signRequest } from '../../src/lib/request-signature.ts';
import { CASHIER_SECRET } from '../support/cashier-caller.ts';
import { depositScreen } from '../support/deposit-screen.ts';
import { startWiredBridge, type WiredBridge } from '../support/start-wired-bridge.ts';
import { type PageAnswer, send } from '../support/trader-browser.ts';

const BROKER = 'financialhouse_main';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('the simulated cashier', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  async function visit(): Promise<URL> {
    const { headers } = await depositScreen(bridge.url, BROKER).deposit('20');
    return new URL(String(headers.location));
  }

  function decide({ searchParams }: URL, decision: string): Promise<PageAnswer> {
    const body = new URLSearchParams([...searchParams, ['decision', decision]]).toString();
    return send(`${bridge.simulator.url}/cashier/pay`, { method: 'POST', headers: FORM, body });
  }

  const callbacks = async () =>
    (await bridge.simulator.calls('cashier')).filter(({ direction }) => direction === 'out');

  test('shows what is to be paid, runs no script, and may be framed by the app', async () => {
    const page = await send((await visit()).href);
    assert.equal(page.status, 200);
    assert.match(page.text, /Pay 20\.00 EUR/);
    assert.match(page.text, /Financial House/);
    assert.doesNotMatch(page.text, /<script/);
    assert.match(String(page.headers['content-security-policy']), /frame-ancestors 'self'/);
  });

  test('tells the bridge what the trader decided, and a second decision changes nothing', async () => {
    await bridge.simulator.clearCalls();
    const url = await visit();
    for (const decision of ['pay', 'decline', 'pay']) {
      const answer = await decide(url, decision);
      assert.equal(answer.headers.location, url.searchParams.get('return'));
    }
    const told = (await callbacks()).map(({ status, request, response }) => ({ status, request, response }));
    assert.equal(told.length, 3);
    for (const { status, request, response } of told) {
      assert.equal(status, 200);
      assert.match(JSON.stringify(request), /"authorised"/);
      assert.match(JSON.stringify(response), /"credited"/);
    }
  });

  test('tells nothing when it is to never answer', async () => {
    await bridge.simulator.clearCalls();
    assert.equal((await decide(await visit(), 'never-answer')).status, 303);
    assert.equal((await callbacks()).length, 0);
  });

  test('tries again when the bridge does not answer', async () => {
    const url = await visit();
    bridge.simulator.pointAt('http://127.0.0.1:9');
    assert.equal((await decide(url, 'pay')).status, 303);
    bridge.simulator.pointAt(bridge.url);
    const id = url.searchParams.get('payment') ?? '';
    for (let tries = 0; tries < 400; tries += 1) {
      if ((await bridge.app.storage.payments.find(BROKER, id))?.state === 'credited') return;
      await delay(100);
    }
    assert.fail('the payment was not credited');
  });

  test('its server pays out and gives back what is signed, and nothing else', async () => {
    const path = '/cashier/server';
    const call = async (message: object, secret = CASHIER_SECRET) => {
      const body = JSON.stringify({ brokerName: BROKER, paymentId: 'p', ...message });
      const timestamp = String(Math.floor(bridge.clock.nowMs() / 1000));
      const signature = signRequest(secret, { timestamp, method: 'POST', path, body });
      const headers = { 'X-Cashier-Timestamp': timestamp, 'X-Cashier-Signature': signature };
      const answer = await send(bridge.simulator.url + path, { method: 'POST', headers, body });
      return [answer.status, JSON.parse(answer.text).outcome];
    };
    assert.deepEqual(await call({ type: 'payout', amount: '20.00' }), [200, 'paid']);
    assert.deepEqual(await call({ type: 'payout', amount: '20.13' }), [200, 'refused']);
    assert.deepEqual(await call({ type: 'payout', amount: '20.19' }), [200, 'pending']);
    assert.deepEqual(await call({ type: 'release', amount: '20.13' }), [200, 'released']);
    assert.deepEqual(await call({ type: 'payout', amount: '20.00' }, 'another'), [401, undefined]);
    assert.deepEqual(await call({ brokerName: 'tradingtech_main', type: 'payout', amount: '20.00' }), [401, undefined]);
  });

  test('knows what it signed: the amounts of two addresses cannot be mixed', async () => {
    const [one, other] = [await visit(), await visit()];
    const { searchParams } = one;
    const parts = ['payment', 'amount', 'currency', 'return'].map((name) => `${searchParams.get(name)}\n`).join('');
    assert.equal(searchParams.get('signature'), createHmac('sha256', CASHIER_SECRET).update(parts).digest('hex'));
    searchParams.set('payment', other.searchParams.get('payment') ?? '');
    assert.equal((await send(one.href)).status, 400);
  });
});
