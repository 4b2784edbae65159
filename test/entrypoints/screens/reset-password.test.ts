import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { callsMade } from '../../support/platform-traces.ts';
import { linkIn, linkTokenIn, mailTo, resetBrowser } from '../../support/reset-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, send, tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const EUROPE = 'tradingtech_wl_europe';
const OLD = 'Old-Password-1';
const NEW = 'New-Password-1';
const MINUTE_MS = 60_000;

for (const { name, skip, open } of ENGINES) {
  describe(`resetting a password on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());

    const platform = () => platformCaller(bridge.url, BROKER);
    const browser = () => resetBrowser(bridge.url);

    /** A trader of one's own, whose welcome letter is there. */
    async function newTrader(brokerName = BROKER): Promise<string> {
      const email = newEmail();
      assert.equal((await traderBrowser(bridge.url, { brokerName }).signUp({ email, password: OLD })).status, 303);
      await mailTo(bridge, email);
      return email;
    }

    /** The token of a fresh link; `count` mails have come by then. */
    async function requestToken(email: string, count = 2): Promise<string> {
      assert.equal((await browser().request(email)).status, 200);
      return linkTokenIn(await mailTo(bridge, email, count));
    }

    test('6.3.9: the mailed link sets the password and signs in; the old password and every session are dead', async () => {
      const email = await newTrader();
      const crmApiToken = await platform().crmApiToken();
      const logIn = await traderBrowser(bridge.url).logIn({ email, password: OLD, keepMeLoggedIn: 'true' });
      const { body: session } = await platform().redeem(crmApiToken, tokenIn(logIn));
      assert.equal((await platform().authorize(crmApiToken, String(session.accessToken))).status, 200);
      const unredeemed = tokenIn(await traderBrowser(bridge.url).logIn({ email, password: OLD }));

      const token = await requestToken(email);
      const page = await browser().open(`?token=${token}`);
      assert.equal(page.status, 200);
      assert.match(page.text, /<h1>Choose a new password<\/h1>/);
      const answer = await browser().reset(token, NEW, { keepMeLoggedIn: 'true' });
      assert.equal(answer.status, 303, answer.text);
      const oneTime = tokenIn(answer);
      assert.equal(answer.headers.location, `${bridge.simulator.url}/callback/success?token=${oneTime}`);

      const redeemed = await platform().redeem(crmApiToken, oneTime);
      assert.equal(redeemed.status, 200);
      assert.equal(redeemed.body.userId, session.userId);
      assert.equal(typeof redeemed.body.accessToken, 'string');
      assert.equal((await platform().authorize(crmApiToken, String(redeemed.body.accessToken))).status, 200);
      assert.equal((await platform().authorize(crmApiToken, String(session.accessToken))).status, 404);
      assert.equal((await platform().redeem(crmApiToken, unredeemed)).status, 404);
      assert.equal((await traderBrowser(bridge.url).logIn({ email, password: OLD })).status, 401);
      assert.equal((await traderBrowser(bridge.url).logIn({ email, password: NEW })).status, 303);
    });

    test('a link works once: of 50 at the same time one sets its password, the others are told that it was used', async () => {
      const email = await newTrader();
      const token = await requestToken(email);
      const ticket = /name="ticket" value="([^"]+)"/.exec((await browser().open()).text)?.[1] ?? '';
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) => browser().post({ ticket, token, password: `${NEW}-${index}` })),
      );
      const won = answers.flatMap(({ status }, index) => (status === 303 ? [index] : []));
      assert.equal(won.length, 1, answers.map(({ status }) => status).join(' '));
      assert.equal(answers.filter(({ status }) => status === 410).length, 49);
      assert.equal((await traderBrowser(bridge.url).logIn({ email, password: `${NEW}-${won[0]}` })).status, 303);
      const again = await browser().reset(token, OLD);
      assert.equal(again.status, 410);
      assert.match(wordsOf(again), /was used already/);
    });

    test('row 7: opening, prefetching and HEAD consume nothing, however often', async () => {
      const email = await newTrader();
      const token = await requestToken(email);
      const url = `${bridge.url}/b/${BROKER}/auth/reset-password?token=${token}`;
      for (const options of [{ method: 'HEAD' }, { headers: { Purpose: 'prefetch', 'Sec-Purpose': 'prefetch' } }, {}]) {
        for (let round = 0; round < 3; round += 1) assert.equal((await send(url, options)).status, 200);
      }
      assert.equal((await browser().reset(token, NEW)).status, 303);
    });

    test('a form that is refused leaves the link as it is, and shows it again without the password', async () => {
      const email = await newTrader();
      const token = await requestToken(email);
      const short = await browser().reset(token, 'short');
      assert.equal(short.status, 400);
      assert.equal(wordsOf(short), 'Choose a password of 8 to 256 characters.');
      assert.ok(short.text.includes(`name="token" value="${token}"`));
      assert.ok(!short.text.includes('value="short"'));
      const foreign = await browser().post({ ticket: 'x', token, password: NEW });
      assert.equal(foreign.status, 403);
      assert.equal((await browser().reset(token, NEW)).status, 303);
    });

    test('a new request voids the link before it', async () => {
      const email = await newTrader();
      const first = await requestToken(email);
      const second = await requestToken(email, 3);
      const refused = await browser().reset(first, NEW);
      assert.equal(refused.status, 410);
      assert.match(wordsOf(refused), /latest mail/);
      assert.equal((await browser().open(`?token=${first}`)).status, 410);
      assert.equal((await browser().reset(second, NEW)).status, 303);
    });

    test('a link lives for 30 minutes, and says later that its time is over', async () => {
      const email = await newTrader();
      const token = await requestToken(email);
      bridge.clock.advance(30 * MINUTE_MS - 1);
      assert.equal((await browser().open(`?token=${token}`)).status, 200);
      bridge.clock.advance(1);
      const late = await browser().open(`?token=${token}`);
      assert.equal(late.status, 410);
      assert.match(wordsOf(late), /has expired/);
      assert.equal((await browser().reset(token, NEW)).status, 410);
      assert.equal((await traderBrowser(bridge.url).logIn({ email, password: OLD })).status, 303);
    });

    test('a link that was mangled or made up is answered with the way to another', async () => {
      for (const token of ['', 'x', 'rp_', `rp_${'A'.repeat(43)}`, `ot_${'A'.repeat(40)}`, '%00', 'a'.repeat(5000)]) {
        const page = await browser().open(`?token=${token}`);
        assert.equal(page.status, 404, token);
        assert.match(wordsOf(page), /not valid here/);
        assert.match(page.text, /name="email"/);
        assert.equal((await browser().reset(token, NEW)).status, 404);
      }
      assert.equal((await browser().open('?token=a&token=b')).status, 404);
    });

    test('row 28: a link is worth nothing at another white label, and is not spent there', async () => {
      const email = await newTrader();
      const token = await requestToken(email);
      const europe = resetBrowser(bridge.url, { brokerName: EUROPE });
      assert.equal((await europe.open(`?token=${token}`)).status, 404);
      assert.equal((await europe.reset(token, NEW)).status, 404);
      assert.equal((await browser().reset(token, NEW)).status, 303);
    });

    test('row 28: a reset changes the same person’s password at no other white label', async () => {
      const email = await newTrader();
      const europe = traderBrowser(bridge.url, { brokerName: EUROPE });
      assert.equal((await europe.signUp({ email, password: OLD })).status, 303);
      await mailTo(bridge, email, 2);
      const token = await requestToken(email, 3);
      assert.equal((await browser().reset(token, NEW)).status, 303);
      assert.equal((await europe.logIn({ email, password: OLD })).status, 303);
      assert.equal((await europe.logIn({ email, password: NEW })).status, 401);
    });

    test('known or not, an address gets the same page, and only the known one a mail', async () => {
      const email = await newTrader();
      const [known, unknown] = [await browser().request(email), await browser().request('nobody@example.com')];
      const plain = (text: string) => text.replace(/name="ticket" value="[^"]+"/, '');
      assert.deepEqual([known.status, unknown.status], [200, 200]);
      assert.equal(plain(known.text), plain(unknown.text));
      await mailTo(bridge, email, 2);
      while ((await bridge.app.deliverMail()) > 0);
      const mails = await bridge.simulator.mails();
      assert.equal(mails.filter(({ to }) => to.includes('nobody@example.com')).length, 0);
    });

    test('the reset is the way in for a trader whose address an attacker has used up', async () => {
      const email = await newTrader();
      const attacker = traderBrowser(bridge.url);
      for (let guess = 0; guess < 9; guess += 1) await attacker.logIn({ email, password: `guess-${guess}` });
      assert.equal((await attacker.logIn({ email, password: OLD })).status, 429);
      const token = await requestToken(email);
      assert.equal((await browser().reset(token, NEW)).status, 303);
      assert.equal((await attacker.logIn({ email, password: NEW })).status, 303);
    });

    test('what the platform lacks is finished; while it cannot be, the page says that the password was changed', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({ failNext: { call: '3.2', times: 2, status: 500 } });
      assert.equal((await traderBrowser(bridge.url).signUp({ email, password: OLD })).status, 503);
      await mailTo(bridge, email);
      const token = await requestToken(email);
      const halfway = await browser().reset(token, NEW);
      assert.equal(halfway.status, 503);
      assert.match(halfway.text, /<h1>Your password has been changed<\/h1>/);
      assert.doesNotMatch(halfway.text, /<form/);
      await bridge.simulator.clearFaults();
      assert.equal((await traderBrowser(bridge.url).logIn({ email, password: NEW })).status, 303);

      const other = newEmail();
      await bridge.simulator.setFaults({ failNext: { call: '3.2', times: 1, status: 500 } });
      assert.equal((await traderBrowser(bridge.url).signUp({ email: other, password: OLD })).status, 503);
      await mailTo(bridge, other);
      await bridge.simulator.clearFaults();
      const answer = await browser().reset(await requestToken(other), NEW);
      assert.equal((await platform().redeem(await platform().crmApiToken(), tokenIn(answer))).status, 200);
    });

    test('every parameter survives from log-in to the reset, into the link, and back', async () => {
      const email = await newTrader();
      const query = '?lang=de&theme=dark&source=iOS&utm_source=x&gclid=1%262&partnerId=p';
      const logIn = await traderBrowser(bridge.url).open(query);
      const written = query.replaceAll('&', '&amp;');
      assert.ok(logIn.text.includes(`href="reset-password${written}"`), logIn.text);
      const page = await browser().open(query);
      assert.ok(page.text.includes(`href="login${written}"`));
      assert.ok(page.text.includes(`action="${written}"`));
      const sent = await browser().request(email, query);
      assert.match(sent.text, /<html lang="de" dir="ltr" data-theme="dark">/);
      assert.match(sent.text, /Sehen Sie in Ihr Postfach/);
      const link = linkIn(await mailTo(bridge, email, 2));
      assert.equal(link.pathname, `/b/${BROKER}/auth/reset-password`);
      const carried = Object.fromEntries(link.searchParams);
      const { token, ...rest } = carried;
      assert.match(String(token), /^rp_/);
      assert.deepEqual(rest, Object.fromEntries(new URLSearchParams(query)));
      const opened = await browser().open(link.search);
      assert.match(opened.text, /data-theme="dark"/);
      assert.doesNotMatch(opened.text, /(?:action|href)="[^"]*token=/);
    });

    test('the mail is in the trader’s language and the white label’s name, as text and as HTML without anything remote', async () => {
      const email = newEmail();
      const europe = { brokerName: EUROPE };
      const german = traderBrowser(bridge.url, europe);
      assert.equal((await german.signUp({ email, password: OLD }, 'lang=de')).status, 303);
      const { displayName } = bridge.app.brokers.get(EUROPE);
      const welcome = await mailTo(bridge, email);
      assert.equal(welcome.subject, `Willkommen bei ${displayName}`);
      assert.equal((await resetBrowser(bridge.url, europe).request(email)).status, 200);
      const mail = await mailTo(bridge, email, 2);
      assert.equal(mail.subject, 'Setzen Sie Ihr Passwort zurück');
      assert.ok(mail.from.includes(displayName));
      assert.equal(mail.brokerName, EUROPE);
      assert.match(mail.html, /<html lang="de">/);
      assert.ok(mail.html.includes(`href="${linkIn(mail).href.replaceAll('&', '&amp;')}"`));
      assert.doesNotMatch(mail.html, /<img|<script|<link|url\(|src=/i);
    });

    test('the mail is in the language that the page was asked for in, if the white label offers it', async () => {
      const email = newEmail();
      assert.equal((await traderBrowser(bridge.url).signUp({ email, password: OLD }, 'lang=de')).status, 303);
      await mailTo(bridge, email);
      for (const [count, lang, spoken] of [
        [2, 'FR', 'fr'],
        [3, 'ar', 'ar'],
        [4, 'sv', 'de'],
      ] as const) {
        await browser().request(email, `?lang=${lang}`);
        assert.match((await mailTo(bridge, email, count)).html, new RegExp(`<html lang="${spoken}"`));
      }
    });

    test('the platform has ended the user’s sessions (3.12) before the new token is given out', async () => {
      const email = await newTrader();
      const token = await requestToken(email);
      await bridge.simulator.clearCalls();
      const answer = await browser().reset(token, NEW);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.12']);
      assert.equal((await platform().redeem(await platform().crmApiToken(), tokenIn(answer))).status, 200);
    });

    test('a platform that does not answer 3.12 holds nobody up, is logged, and hears nothing of it later', async () => {
      const email = await newTrader();
      const token = await requestToken(email);
      await bridge.simulator.setFaults({ stallNext: { call: '3.12', delayMs: 60_000 } });
      await bridge.simulator.clearCalls();
      const startedAtMs = performance.now();
      const answer = await browser().reset(token, NEW);
      assert.ok(performance.now() - startedAtMs < 9000);
      assert.equal(answer.status, 303, answer.text);
      await bridge.simulator.clearFaults();
      assert.equal((await platform().redeem(await platform().crmApiToken(), tokenIn(answer))).status, 200);
      assert.equal((await bridge.simulator.calls('3.12')).filter(({ status }) => status === 204).length, 0);
      const told = bridge.logLines.filter((line) => line.includes('the platform did not end the sessions of a user'));
      assert.ok(told.length > 0 && !told.join('').includes(email));
    });
  });
}
