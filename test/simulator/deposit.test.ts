import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { formActionIn } from '../entrypoints/screens/read-page.ts';
import { startWiredBridge, type WiredBridge } from '../support/start-wired-bridge.ts';
import { send, ticketIn, tokenIn, traderBrowser } from '../support/trader-browser.ts';

/** The whole way of a trader: app, bridge, app. */
describe('a deposit from the simulated app', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  for (const brokerName of ['tradingtech_main', 'tradingtech_wl_europe']) {
    test(`6.3.4: at ${brokerName} the button opens the screen, and the new balance stands there afterwards`, async () => {
      const { simulator } = bridge;
      const token = tokenIn(await traderBrowser(bridge.url, { brokerName }).logIn());
      const signedIn = await send(`${simulator.url}/callback/success?token=${token}`);
      assert.match(signedIn.text, /500\.00 EUR/);
      const cookie = (signedIn.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
      const [, account = ''] = /name="account" value="(5\d+)"/.exec(signedIn.text) ?? [];
      const headers = { cookie, 'Content-Type': 'application/x-www-form-urlencoded' };
      const pressed = await send(`${simulator.url}/app/screen`, {
        method: 'POST',
        headers,
        body: `action=deposit&account=${account}`,
      });
      assert.equal(pressed.status, 303, pressed.text);
      const address = String(pressed.headers.location);
      assert.ok(address.startsWith(`${bridge.url}/inapp/deposit?`));

      const page = await send(address);
      assert.equal(page.status, 200, page.text);
      const done = await send(new URL(formActionIn(page), address).href, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
        body: new URLSearchParams({ ticket: ticketIn(page), amount: '250.00' }).toString(),
      });
      assert.equal(done.status, 303, done.text);
      const back = await send(String(done.headers.location), { headers: { cookie } });
      assert.match(back.text, /Back in the app[\s\S]*750\.00 EUR/);
      const [credit] = (await simulator.calls('3.5')).slice(-1);
      assert.match(JSON.stringify(credit?.response), /balanceHistoryId/);
    });
  }
});
