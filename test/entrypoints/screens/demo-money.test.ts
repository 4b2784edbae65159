import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { changeCashier } from '../../support/change-cashier.ts';
import { balanceOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import { inappBrowser } from '../../support/inapp-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, ticketIn, wordsOf } from '../../support/trader-browser.ts';

/** Its cashier takes real money. */
const BROKER = 'financialhouse_main';
const { live, demo, userId } = DEPOSITORS[BROKER];

describe('real money and demo accounts', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  function assertRefused(answer: PageAnswer): void {
    assert.equal(answer.status, 403, answer.text);
    assert.match(wordsOf(answer), /demo account\. Its money is for practice, and real money cannot be paid into it/);
    assert.match(answer.text, /class="close"/);
  }

  const screen = () => depositScreen(bridge.url, BROKER);
  const payments = () => bridge.app.storage.payments.list(BROKER, { limit: 10 });

  test('the deposit page of a demo account is refused, and the token stays good', async () => {
    const token = await screen().token();
    assertRefused(await screen().open({ token, account: demo }));
    assert.equal((await screen().open({ token })).status, 200);
  });

  test('a deposit page that was open when the cashier became a real one takes nothing either', async () => {
    const real = await changeCashier(bridge, BROKER, { kind: 'sandbox' });
    const opened = await screen().open({ account: demo });
    assert.equal(opened.status, 200);
    await changeCashier(bridge, BROKER, real);
    assertRefused(await screen().post({ ticket: ticketIn(opened), amount: '250.00' }));
    assert.deepEqual(await payments(), []);
  });

  test('the page of services offers deposits and withdrawals of live accounts alone', async () => {
    const trader = { email: 'trader@example.com', password: 'Sandbox-Trader-1', userId, brokerName: BROKER };
    const page = await inappBrowser(bridge, trader).open('action');
    assert.equal(page.status, 200);
    assert.match(page.text, new RegExp(`Demo account ${demo}`));
    const offered = [...page.text.matchAll(/value="((?:deposit|withdrawal):\d+)"/g)].map(([, go]) => go);
    assert.deepEqual(offered, [`deposit:${live}`, `withdrawal:${live}`]);
  });

  test('the sandbox cashier moves no money, and serves demo accounts', async () => {
    const real = await changeCashier(bridge, BROKER, { kind: 'sandbox' });
    const balance = await balanceOf(bridge.simulator, demo);
    assert.equal((await screen().deposit('250.00', demo)).status, 303);
    assert.equal(await balanceOf(bridge.simulator, demo), balance + 25_000);
    await changeCashier(bridge, BROKER, real);
  });
});
