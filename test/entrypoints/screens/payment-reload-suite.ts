import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { balanceOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { cookieIn } from '../../support/inapp-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, ticketIn } from '../../support/trader-browser.ts';
import { fundAccount, paymentIdIn, withdrawalScreen } from '../../support/withdrawal-screen.ts';

const BROKER = 'tradingtech_main';
const { live } = DEPOSITORS[BROKER];

/** What a page of payments is for when a trader loads it again, in a browser that keeps cookies. */
export function paymentReloadSuite(engines: Engines): void {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
    await fundAccount(bridge, BROKER, live, '5000');
  });
  after(() => bridge.close());

  const screens = { deposit: () => depositScreen(bridge.url), withdrawal: () => withdrawalScreen(bridge.url) };

  /** @returns A page that keeps its cookie, as a browser does. */
  async function openPage(kind: 'deposit' | 'withdrawal') {
    const screen = screens[kind]();
    const token = await screen.token();
    const opened = await screen.open({ token });
    let cookie = cookieIn(opened);
    async function reload(): Promise<PageAnswer> {
      const answer = await screen.open({ token, headers: { Cookie: cookie } });
      assert.equal(answer.status, 200, answer.text);
      cookie = cookieIn(answer) || cookie;
      return answer;
    }
    const post = (page: PageAnswer, amount: string) => screen.post({ ticket: ticketIn(page), amount });
    return { opened, reload, post };
  }

  async function change(work: () => Promise<void>): Promise<number> {
    const balance = await balanceOf(bridge.simulator, live);
    await work();
    return (await balanceOf(bridge.simulator, live)) - balance;
  }

  test('after a decline another amount can be paid on the page that was loaded again', async () => {
    const raised = await change(async () => {
      const { opened, reload, post } = await openPage('deposit');
      assert.equal((await post(opened, '250.13')).status, 402);
      const again = await reload();
      assert.equal(ticketIn(again) === '', false);
      assert.equal((await post(again, '100.00')).status, 303);
    });
    assert.equal(raised, 10_000);
  });

  test('a second deposit of the same amount is a second deposit, and a double click is none', async () => {
    const raised = await change(async () => {
      const { opened, reload, post } = await openPage('deposit');
      for (const answer of await Promise.all([post(opened, '100.00'), post(opened, '100.00')])) {
        assert.equal(answer.status, 303);
      }
      const again = await reload();
      for (const answer of await Promise.all([post(again, '100.00'), post(again, '100.00')])) {
        assert.equal(answer.status, 303);
      }
    });
    assert.equal(raised, 20_000);
  });

  test('a second withdrawal is a second withdrawal, and a refused one is not repeated', async () => {
    const raised = await change(async () => {
      const { opened, reload, post } = await openPage('withdrawal');
      assert.equal((await post(opened, '9999.00')).status, 409);
      const second = await reload();
      assert.equal((await post(second, '50.00')).status, 303);
      assert.equal((await post(second, '50.00')).status, 303, 'sent again');
      assert.equal((await post(await reload(), '50.00')).status, 303);
    });
    assert.equal(raised, -10_000);
  });

  test('a payment that is under way stays the page’s own, also one that followed another', async () => {
    const { opened, reload, post } = await openPage('deposit');
    const declined = await post(opened, '250.13');
    assert.equal((await post(declined, '250.19')).status, 303, 'the cashier thinks it over');
    const again = await reload();
    assert.equal(paymentIdIn(ticketIn(again)), paymentIdIn(ticketIn(declined)));
    assert.notEqual(paymentIdIn(ticketIn(again)), paymentIdIn(ticketIn(opened)));
    assert.equal((await post(again, '250.19')).status, 303);
    assert.equal((await post(again, '99.00')).status, 409, 'another amount would be another payment');
  });

  test('a page that was not sent yet is the same one', async () => {
    const { opened, reload } = await openPage('deposit');
    assert.equal(paymentIdIn(ticketIn(await reload())), paymentIdIn(ticketIn(opened)));
  });
}
