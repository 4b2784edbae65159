import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { cookieIn, type InappBrowser, newInappTrader } from '../../support/inapp-browser.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { linkTokenIn, mailTo, resetBrowser } from '../../support/reset-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { ticketIn, tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const EUROPE = 'tradingtech_wl_europe';
const NEW = 'New-Password-1';

for (const { name, skip, open } of ENGINES) {
  describe(`changing the password on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());

    const form = ({ password }: InappBrowser, newPassword = NEW) => ({ currentPassword: password, newPassword });
    const canLogIn = async ({ email }: InappBrowser, password: string) =>
      (await traderBrowser(bridge.url).logIn({ email, password })).status === 303;

    test('the page has fields that password managers know, and can be closed', async () => {
      const trader = await newInappTrader(bridge);
      const page = await trader.open('change-password');
      assert.match(page.text, /name="currentPassword" type="password" autocomplete="current-password"/);
      assert.match(page.text, /name="newPassword" type="password" autocomplete="new-password"/);
      assert.ok(page.text.includes(`value="${trader.email}" autocomplete="username"`));
      assert.match(page.text, /<a class="close"/);
    });

    test('the new password is set, everything that the old one opened has ended, and a letter without a link tells of it', async () => {
      const trader = await newInappTrader(bridge);
      await mailTo(bridge, trader.email);
      const platform = platformCaller(bridge.url, BROKER);
      const crmApiToken = await platform.crmApiToken();
      const { email, password } = trader;
      const signInToken = await platform.signInToken({ email, password, keepMeLoggedIn: 'true' });
      const { body } = await platform.redeem(crmApiToken, signInToken);
      const unredeemed = tokenIn(await traderBrowser(bridge.url).logIn({ email, password }));
      const inapp = await trader.token();
      const other = await trader.open('change-email');
      await resetBrowser(bridge.url).request(email);
      const resetLink = linkTokenIn(await mailTo(bridge, email, 2));

      const page = await trader.open('change-password');
      bridge.clock.advance(1);
      const answer = await trader.post('change-password', { ticket: ticketIn(page), ...form(trader) });
      assert.equal(answer.status, 303, answer.text);
      assert.equal(answer.headers.location, bridge.app.brokers.get(BROKER).screens.successUrl);

      assert.equal((await platform.authorize(crmApiToken, String(body.accessToken))).status, 404);
      assert.equal((await platform.redeem(crmApiToken, unredeemed)).status, 404);
      assert.equal((await trader.open('kyc', { token: inapp })).status, 404);
      assert.equal((await trader.post('change-email', { ticket: ticketIn(other) })).status, 403);
      assert.equal((await resetBrowser(bridge.url).open(`?token=${resetLink}`)).status, 410);
      assert.deepEqual([await canLogIn(trader, password), await canLogIn(trader, NEW)], [false, true]);
      const letter = await mailTo(bridge, email, 3);
      assert.equal(letter.subject, 'Your password was changed');
      assert.doesNotMatch(letter.text + letter.html.replace(/<head>.*<\/head>/s, ''), /https?:\/\/|<a /);
    });

    test('the platform is told to end the user’s sessions (3.12), and one that does not answer holds nobody up', async () => {
      const trader = await newInappTrader(bridge);
      await bridge.simulator.clearCalls();
      const changeOf = async (whose: InappBrowser) =>
        assert.equal((await whose.submit('change-password', form(whose))).status, 303);
      const timesGivenUp = () =>
        bridge.logLines.filter((line) => line.includes('the platform did not end the sessions of a user')).length;
      await changeOf(trader);
      let told = await bridge.simulator.calls('3.12');
      while (told.length === 0) told = await bridge.simulator.calls('3.12');
      assert.match(told[0]?.path ?? '', new RegExp(`[?&]userId=${trader.userId}(&|$)`));
      const other = await newInappTrader(bridge);
      await bridge.simulator.setFaults({ stallNext: { call: '3.12', delayMs: 60_000 } });
      const before = timesGivenUp();
      await changeOf(other);
      assert.equal(timesGivenUp(), before, 'the trader has the answer while the platform is waited for');
      assert.ok(await canLogIn(other, NEW));
      await bridge.simulator.clearFaults();
    });

    test('a second click is no second change, and leads on as the first did', async () => {
      const trader = await newInappTrader(bridge);
      const page = await trader.open('change-password');
      const sent = { ticket: ticketIn(page), ...form(trader) };
      bridge.clock.advance(1);
      const answers = await Promise.all([1, 2, 3].map(() => trader.post('change-password', sent)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303, 303],
      );
      assert.equal((await trader.post('change-password', sent)).status, 303);
      assert.ok(await canLogIn(trader, NEW));
      await mailTo(bridge, trader.email, 2);
      while ((await bridge.app.deliverMail()) > 0);
      const mails = (await bridge.simulator.mails()).filter(({ to }) => to.includes(trader.email));
      assert.equal(mails.length, 2, 'the welcome and one letter');
      const cookie = { Cookie: cookieIn(page) };
      assert.equal((await trader.open('change-password', { token: 'x', headers: cookie })).status, 417);
    });

    test('a page from before a log-out everywhere changes nothing', async () => {
      const trader = await newInappTrader(bridge);
      const ticket = ticketIn(await trader.open('change-password'));
      bridge.clock.advance(1);
      await bridge.app.access.logOut(bridge.app.brokers.get(BROKER), trader.userId);
      const answer = await trader.post('change-password', { ticket, ...form(trader) });
      assert.equal(answer.status, 403);
      assert.ok(await canLogIn(trader, trader.password));
    });

    test('what is wrong stands beside its field, the passwords are not shown again, and another try works', async () => {
      const trader = await newInappTrader(bridge);
      const ticket = ticketIn(await trader.open('change-password'));
      const wrong = await trader.post('change-password', { ticket, currentPassword: 'Wrong-1', newPassword: NEW });
      assert.equal(wrong.status, 403);
      assert.match(wrong.text, /id="currentPassword-error">This is not your current password\./);
      const short = await trader.post('change-password', { ticket, ...form(trader, 'short') });
      assert.equal(short.status, 400);
      assert.match(short.text, /id="newPassword-error">Choose a password of 8/);
      const none = await trader.post('change-password', { ticket, newPassword: NEW });
      assert.match(none.text, /id="currentPassword-error">Enter your current/);
      for (const { text } of [wrong, short, none]) assert.doesNotMatch(text, /Wrong-1|value="(?:short|New-|Old-)/);
      assert.equal((await trader.post('change-password', { ticket: ticketIn(short), ...form(trader) })).status, 303);
    });

    test('row 42: wrong passwords are counted as wrong sign-ins are, and the right one is refused then, too', async () => {
      const trader = await newInappTrader(bridge, { address: '203.0.113.91' });
      const ticket = ticketIn(await trader.open('change-password'));
      const guess = (number: number) =>
        trader.post('change-password', { ticket, currentPassword: `Guess-${number}`, newPassword: NEW });
      for (let number = 0; number < 8; number += 1) assert.equal((await guess(number)).status, 403);
      const refused = await trader.post('change-password', { ticket, ...form(trader) });
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers['retry-after']) > 0);
      assert.match(wordsOf(refused), /Too many attempts/);
      bridge.clock.advance(15 * 60_000);
      const again = ticketIn(await trader.open('change-password'));
      assert.equal((await trader.post('change-password', { ticket: again, ...form(trader) })).status, 303);
    });

    test('row 28: a ticket of another white label, page or user’s session is worth nothing', async () => {
      const trader = await newInappTrader(bridge);
      const europe = await newInappTrader(bridge, { brokerName: EUROPE });
      const foreign = ticketIn(await europe.open('change-password'));
      assert.equal((await trader.post('change-password', { ticket: foreign, ...form(trader) })).status, 403);
      const otherPage = ticketIn(await trader.open('change-email'));
      assert.equal((await trader.post('change-password', { ticket: otherPage, ...form(trader) })).status, 403);
      const headers = { 'Sec-Fetch-Site': 'cross-site' };
      const ticket = ticketIn(await trader.open('change-password'));
      assert.equal((await trader.post('change-password', { ticket, ...form(trader) }, { headers })).status, 403);
      assert.ok(await canLogIn(trader, trader.password));
    });
  });
}
