import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { type InappBrowser, newInappTrader } from '../../support/inapp-browser.ts';
import { linkIn, linkTokenIn, mailTo, resetBrowser } from '../../support/reset-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, send, ticketIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const EUROPE = 'tradingtech_wl_europe';
const MINUTE_MS = 60_000;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

for (const { name, skip, open } of ENGINES) {
  describe(`changing the email address on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());

    const page = (brokerName = BROKER) => `${bridge.url}/b/${brokerName}/auth/confirm-email`;
    const look = (token: string, brokerName?: string) => send(`${page(brokerName)}?token=${token}`);

    async function confirm(token: string, brokerName?: string, headers = {}): Promise<PageAnswer> {
      const body = new URLSearchParams({ ticket: await newTicket(brokerName), token }).toString();
      return send(page(brokerName), { method: 'POST', headers: { ...FORM, ...headers }, body });
    }

    /** Of a page with a link of somebody's; a ticket is for the page, whatever the link. */
    async function newTicket(brokerName = BROKER): Promise<string> {
      const helper = await newInappTrader(bridge, { brokerName });
      return ticketIn(await look(await requestLink(helper, newEmail()), brokerName));
    }

    const request = (trader: InappBrowser, email: string, currentPassword = trader.password) =>
      trader.submit('change-email', { newEmail: email, currentPassword });

    /** @returns The token of the link that came to the new address. */
    async function requestLink(trader: InappBrowser, email: string, count = 1): Promise<string> {
      const answer = await request(trader, email);
      assert.equal(answer.status, 200, answer.text);
      return linkTokenIn(await mailTo(bridge, email, count));
    }

    const canLogIn = async (email: string, password: string) =>
      (await traderBrowser(bridge.url).logIn({ email, password })).status === 303;

    async function platformEmail({ userId }: InappBrowser): Promise<string | undefined> {
      const { users } = await bridge.simulator.state();
      return users.find((user) => user.userId === userId)?.email;
    }

    test('the link’s letter speaks the page’s language; the notice, whose reader may not have asked, the trader’s own', async () => {
      const trader = await newInappTrader(bridge);
      const email = newEmail();
      const ticket = ticketIn(await trader.open('change-email', { query: 'lang=fr' }));
      const form = { ticket, newEmail: email, currentPassword: trader.password };
      assert.equal((await trader.post('change-email', form, { query: 'lang=fr' })).status, 200);
      assert.match((await mailTo(bridge, email)).html, /<html lang="fr"/);
      assert.match((await mailTo(bridge, trader.email, 2)).html, /<html lang="en"/);
    });

    test('the link in the letter to the new address changes it, here and at the platform; the old one had a notice', async () => {
      const trader = await newInappTrader(bridge);
      const email = newEmail();
      const sent = await trader.submit('change-email', {
        newEmail: email.toUpperCase(),
        currentPassword: trader.password,
      });
      assert.equal(sent.status, 200, sent.text);
      assert.match(sent.text, /<h1>Check your mail<\/h1>/);
      assert.match(sent.text, /<a class="close"/);
      const notice = await mailTo(bridge, trader.email, 2);
      assert.equal(notice.subject, 'Your email address is to be changed');
      assert.ok(!notice.text.includes(email), 'a letter says nothing that somebody typed');
      assert.equal(linkIn(notice).pathname, `/b/${BROKER}/auth/reset-password`);

      const link = linkIn(await mailTo(bridge, email));
      assert.equal(link.pathname, `/b/${BROKER}/auth/confirm-email`);
      const token = String(link.searchParams.get('token'));
      assert.match(token, /^ec_/);
      const shown = await look(token);
      assert.equal(shown.status, 200);
      assert.ok(shown.text.includes(`<bdi>${email}</bdi>`));
      assert.ok(await canLogIn(trader.email, trader.password), 'looking changed nothing');
      const done = await confirm(token);
      assert.equal(done.status, 200, done.text);
      assert.match(done.text, /Your email address has been changed/);
      assert.match(done.text, /You can close this window/);
      assert.deepEqual(
        [await canLogIn(trader.email, trader.password), await canLogIn(email, trader.password)],
        [false, true],
      );
      assert.equal(await platformEmail(trader), email);
      const user = await bridge.app.users.findByEmail(BROKER, email);
      assert.equal(user?.platformUserId, trader.userId);
    });

    test('row 7: HEAD, prefetch and looking consume nothing, and a second click finds it done', async () => {
      const trader = await newInappTrader(bridge);
      const email = newEmail();
      const token = await requestLink(trader, email);
      for (const options of [{ method: 'HEAD' }, { headers: { 'Sec-Purpose': 'prefetch' } }, {}]) {
        assert.equal((await send(`${page()}?token=${token}`, options)).status, 200);
      }
      const ticket = ticketIn(await look(token));
      const body = new URLSearchParams({ ticket, token }).toString();
      const click = () => send(page(), { method: 'POST', headers: FORM, body });
      const answers = await Promise.all([click(), click(), click()]);
      for (const { status, text } of answers) assert.equal(status, 200, text);
      assert.equal((await click()).status, 200);
      assert.equal((await look(token)).status, 410);
      assert.equal(
        (await bridge.simulator.calls('3.10')).filter((call) => JSON.stringify(call.request).includes(email)).length,
        1,
      );
    });

    test('whether an address is somebody’s cannot be told from the answer; the letter to it says so, and nothing changes', async () => {
      const trader = await newInappTrader(bridge);
      const holder = await newInappTrader(bridge);
      const [taken, free] = [await request(trader, holder.email), await request(trader, newEmail())];
      const plain = ({ text }: PageAnswer) => text.replaceAll(/"[^"]*"/g, '');
      assert.deepEqual([taken.status, plain(taken)], [free.status, plain(free)]);
      const letter = await mailTo(bridge, holder.email, 2);
      assert.equal(letter.subject, 'Your email address is in use already');
      assert.doesNotMatch(letter.text, /https?:|token/);
      assert.ok(await canLogIn(holder.email, holder.password));
    });

    test('what is wrong stands beside its field, and what was typed is kept, but for the password', async () => {
      const trader = await newInappTrader(bridge);
      const tries: [string, string, number, RegExp][] = [
        ['no address', trader.password, 400, /id="newEmail-error">Enter a valid email/],
        [trader.email.toUpperCase(), trader.password, 400, /id="newEmail-error">This is your address already/],
        [
          'x@privaterelay.appleid.com',
          trader.password,
          400,
          /id="newEmail-error">The trading platform does not accept/,
        ],
        ['new@example.com', 'Wrong-1', 403, /id="currentPassword-error">This is not your current/],
        ['new@example.com', '', 400, /id="currentPassword-error">Enter your current/],
      ];
      for (const [email, password, status, words] of tries) {
        const answer = await request(trader, email, password);
        assert.equal(answer.status, status, email);
        assert.match(answer.text, words);
        assert.ok(answer.text.includes(`value="${email}"`), answer.text);
        assert.ok(!answer.text.includes('Wrong-1') && !answer.text.includes(trader.password));
      }
    });

    test('a newer link takes the place of the older, one lives for half an hour, and a mangled one is none', async () => {
      const trader = await newInappTrader(bridge);
      const [first, second] = [await requestLink(trader, newEmail()), await requestLink(trader, newEmail())];
      assert.equal((await look(first)).status, 410);
      assert.match(wordsOf(await confirm(first)), /no longer valid/);
      bridge.clock.advance(30 * MINUTE_MS - 1);
      assert.equal((await look(second)).status, 200);
      bridge.clock.advance(1);
      assert.match(wordsOf(await look(second)), /has expired/);
      assert.equal((await confirm(second)).status, 410);
      for (const token of ['', 'x', `ec_${'A'.repeat(43)}`, `rp_${'A'.repeat(43)}`, '%00', 'a'.repeat(4000)]) {
        const answer = await look(token);
        assert.equal(answer.status, 404, token);
        assert.match(wordsOf(answer), /not valid here/);
        assert.doesNotMatch(answer.text, /<form/);
      }
      assert.ok(await canLogIn(trader.email, trader.password));
    });

    test('with the password goes what was asked for with it: a reset stops a stranger’s change', async () => {
      const trader = await newInappTrader(bridge);
      const token = await requestLink(trader, newEmail());
      const browser = resetBrowser(bridge.url);
      await browser.request(trader.email);
      const reset = linkTokenIn(await mailTo(bridge, trader.email, 3));
      assert.equal((await browser.reset(reset, 'Safe-Password-1')).status, 303);
      const refused = await confirm(token);
      assert.equal(refused.status, 410);
      assert.match(wordsOf(refused), /your password has changed/);
      assert.equal(await platformEmail(trader), trader.email);
    });

    test('a link that the old mailbox got for a new password is dead with the old address', async () => {
      const trader = await newInappTrader(bridge);
      await mailTo(bridge, trader.email);
      const browser = resetBrowser(bridge.url);
      await browser.request(trader.email);
      const reset = linkTokenIn(await mailTo(bridge, trader.email, 2));
      assert.equal((await confirm(await requestLink(trader, newEmail()))).status, 200);
      assert.equal((await browser.reset(reset, 'Stolen-Password-1')).status, 410);
    });

    test('row 28: a link is worth nothing at another white label, and the same person’s account there stays as it is', async () => {
      const trader = await newInappTrader(bridge);
      const europe = traderBrowser(bridge.url, { brokerName: EUROPE });
      assert.equal((await europe.signUp({ email: trader.email, password: trader.password })).status, 303);
      const email = newEmail();
      const token = await requestLink(trader, email);
      assert.equal((await look(token, EUROPE)).status, 404);
      assert.equal((await confirm(token, EUROPE)).status, 404);
      assert.equal((await confirm(token)).status, 200);
      assert.equal((await europe.logIn({ email: trader.email, password: trader.password })).status, 303);
    });

    test('row 42: a user asks for five letters in a quarter of an hour, whatever the address', async () => {
      const trader = await newInappTrader(bridge);
      for (let count = 0; count < 5; count += 1) assert.equal((await request(trader, newEmail())).status, 200);
      const refused = await request(trader, newEmail());
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers['retry-after']) > 0);
    });

    test('a form that was sent from elsewhere, or without a ticket, changes nothing and can be sent again', async () => {
      const trader = await newInappTrader(bridge);
      const token = await requestLink(trader, newEmail());
      const foreign = await confirm(token, BROKER, { 'Sec-Fetch-Site': 'cross-site' });
      assert.equal(foreign.status, 403);
      const bare = await send(page(), { method: 'POST', headers: FORM, body: `token=${token}` });
      assert.equal(bare.status, 403);
      const body = new URLSearchParams({ ticket: ticketIn(bare), token }).toString();
      assert.equal((await send(page(), { method: 'POST', headers: FORM, body })).status, 200);
    });

    test('every parameter of the screen survives into the link', async () => {
      const trader = await newInappTrader(bridge);
      const email = newEmail();
      const query = 'lang=de&theme=dark&source=iOS&utm_source=x';
      const opened = await trader.open('change-email', { query });
      const form = { ticket: ticketIn(opened), newEmail: email, currentPassword: trader.password };
      assert.equal((await trader.post('change-email', form, { query })).status, 200);
      const { token, ...rest } = Object.fromEntries(linkIn(await mailTo(bridge, email)).searchParams);
      assert.deepEqual(rest, Object.fromEntries(new URLSearchParams(query)));
      const shown = await send(`${page()}?token=${token}&${query}`);
      assert.match(shown.text, /data-theme="dark"/);
      assert.doesNotMatch(shown.text, /(?:action|href)="[^"]*token=/);
    });
  });
}
