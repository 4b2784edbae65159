import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { callsMade, tracesOf } from '../../support/platform-traces.ts';
import { seedWith } from '../../support/seed-with.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, ticketIn, tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const PASSWORD = 'A-long-enough-1';

for (const { name, skip, open } of ENGINES) {
  describe(`signing up on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge({ ...(await open()), seed: seedWith(BROKER, { agreements: [] }) });
    });
    after(() => bridge.close());
    beforeEach(() => bridge.simulator.clearCalls());

    const userOf = async (email: string, brokerName = BROKER) => {
      const [platformUserId = 0] = (await tracesOf(bridge.simulator, email, brokerName)).userIds;
      return bridge.app.users.findByPlatformUserId(brokerName, platformUserId);
    };

    test('a sign-up makes user, platform user and linked account, with each call once and in order', async () => {
      const email = newEmail();
      const form = { email, password: PASSWORD, firstName: ' Ada ', lastName: 'Lovelace' };
      const answer = await traderBrowser(bridge.url).signUp(form);
      assert.equal(answer.status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2', '3.3', '3.4']);
      const traces = await tracesOf(bridge.simulator, email);
      assert.equal(traces.userIds.length, 1);
      assert.equal(traces.linkedLogins.length, 1);

      const platform = platformCaller(bridge.url, BROKER);
      const session = await platform.redeem(await platform.crmApiToken(), tokenIn(answer));
      assert.equal(session.body.userId, traces.userIds[0]);

      const user = await userOf(email);
      assert.ok(user);
      assert.deepEqual([user.email, user.firstName, user.lastName], [email, 'Ada', 'Lovelace']);
      const [account, ...more] = await bridge.app.trading.listAccounts(bridge.app.brokers.get(BROKER), user);
      assert.deepEqual(more, []);
      assert.deepEqual([account?.login, account?.sealedPasswordHash], [traces.linkedLogins[0], null]);
    });

    test('what the platform is told of the new user and account is what was typed and what the broker offers', async () => {
      const email = newEmail();
      await traderBrowser(bridge.url).signUp(
        { email, password: PASSWORD, firstName: 'Zoë', lastName: 'Şahin' },
        'lang=de',
      );
      const [created] = await bridge.simulator.calls('3.2');
      const brokerCrmName = 'tradingtech_crm';
      assert.deepEqual(created?.request, { brokerCrmName, email, firstName: 'Zoë', preferredLanguage: 'de' });
      const [opened] = await bridge.simulator.calls('3.3');
      const account = opened?.request as Record<string, unknown>;
      assert.deepEqual([account.brokerName, account.balance, account.name], [BROKER, 1_000_000, 'Zoë']);
      assert.doesNotMatch(JSON.stringify(await bridge.simulator.calls()), new RegExp(PASSWORD));
    });

    test('the partner is told to the platform once, and the marketing parameters are kept', async () => {
      const email = newEmail();
      const query = 'partnerId=partner-7&utm_source=news&utm_campaign=spring%20sale&gclid=abc&other=1&utm_BAD=1';
      assert.equal((await traderBrowser(bridge.url).signUp({ email, password: PASSWORD }, query)).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2', '3.6', '3.3', '3.4']);
      assert.equal((await tracesOf(bridge.simulator, email)).partnerId, 'partner-7');
      const marketing = { utm_source: 'news', utm_campaign: 'spring sale', gclid: 'abc' };
      assert.deepEqual((await userOf(email))?.attribution.marketing, marketing);

      await bridge.simulator.clearCalls();
      assert.equal((await traderBrowser(bridge.url).logIn({ email, password: PASSWORD })).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), []);
    });

    test('a second click, at the same time, makes one user, one platform user and one account', async () => {
      const email = newEmail();
      const browser = traderBrowser(bridge.url);
      const profile = await browser.sendForm(await browser.open('?firstLogin=true'), { email, password: PASSWORD });
      const clicks = Array.from({ length: 4 }, () => browser.sendForm(profile));
      const answers = await Promise.all(clicks);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303, 303, 303],
      );
      assert.equal(new Set(answers.map(tokenIn)).size, 4);
      assert.equal((await browser.logIn({ email, password: PASSWORD })).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2', '3.3', '3.4']);
      const { userIds, linkedLogins } = await tracesOf(bridge.simulator, email);
      assert.deepEqual([userIds.length, linkedLogins.length], [1, 1]);
    });

    test('the same email at two white labels of one CRM is two users with passwords of their own', async () => {
      const email = newEmail();
      const main = traderBrowser(bridge.url);
      const europe = traderBrowser(bridge.url, { brokerName: 'tradingtech_wl_europe' });
      assert.equal((await main.signUp({ email, password: 'Main-password-1' })).status, 303);
      assert.equal((await europe.signUp({ email, password: 'Europe-password-1' })).status, 303);
      const [inMain, inEurope] = await Promise.all([userOf(email), userOf(email, 'tradingtech_wl_europe')]);
      assert.ok(inMain && inEurope);
      assert.notEqual(inMain.id, inEurope.id);
      assert.notEqual(inMain.platformUserId, inEurope.platformUserId);
      assert.equal((await main.logIn({ email, password: 'Europe-password-1' })).status, 401);
      assert.equal((await europe.logIn({ email, password: 'Europe-password-1' })).status, 303);
    });

    test('a sign-up with a known email and the wrong password is refused and changes nothing', async () => {
      const email = newEmail();
      const browser = traderBrowser(bridge.url);
      await browser.signUp({ email, password: PASSWORD, firstName: 'Ada' });
      await bridge.simulator.clearCalls();
      const answer = await browser.signUp({ email: email.toUpperCase(), password: 'Another-one-1', firstName: 'Eve' });
      assert.equal(answer.status, 409);
      assert.match(wordsOf(answer), /could not be created/);
      assert.deepEqual(await callsMade(bridge.simulator), []);
      assert.equal((await userOf(email))?.firstName, 'Ada');
      assert.equal((await browser.logIn({ email, password: 'Another-one-1' })).status, 401);
    });

    test('a sign-up with a known email and the right password signs in', async () => {
      const email = newEmail();
      const browser = traderBrowser(bridge.url);
      await browser.signUp({ email, password: PASSWORD });
      await bridge.simulator.clearCalls();
      assert.equal((await browser.signUp({ email, password: PASSWORD })).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), []);
    });

    test('an Apple relay address is refused at its field, in words of its own, before anything is stored', async () => {
      const email = 'abc123@PrivateRelay.AppleID.com';
      const answer = await traderBrowser(bridge.url).signUp({ email, password: PASSWORD });
      assert.equal(answer.status, 400);
      assert.match(wordsOf(answer), /does not accept Apple private relay addresses/);
      assert.match(answer.text, /id="email"[^>]* aria-invalid="true" aria-describedby="email-error"/);
      assert.deepEqual(await callsMade(bridge.simulator), []);
      assert.equal((await traderBrowser(bridge.url).logIn({ email, password: PASSWORD })).status, 401);
    });

    test('a broker that offers no first account gets the user alone', async () => {
      await bridge.app.brokers.update('financialhouse_main', { firstAccount: null, accountOffers: [] });
      const email = newEmail();
      const house = traderBrowser(bridge.url, { brokerName: 'financialhouse_main' });
      assert.equal((await house.signUp({ email, password: PASSWORD })).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2']);
    });

    test('a form of one page holds for log-in and sign-up, which are one page', async () => {
      const browser = traderBrowser(bridge.url);
      const ticket = ticketIn(await browser.open('?firstLogin=true'));
      assert.equal((await browser.post({ ticket, email: newEmail(), password: PASSWORD })).status, 401);
    });
  });
}
