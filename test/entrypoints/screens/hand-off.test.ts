import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sampleUser } from '../../contracts/sample-records.ts';
import { DEPOSITORS } from '../../support/deposit-screen.ts';
import { ENGINES } from '../../support/engines.ts';
import { cookieIn } from '../../support/inapp-browser.ts';
import { linkTokenIn, mailTo, resetBrowser } from '../../support/reset-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, send, ticketIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const LABEL = 'tradingtech_main';
const SSO = 'tradingtech_wl_europe';
const { userId: SEEDED, live: LIVE } = DEPOSITORS[LABEL];
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

for (const { name, skip, open } of ENGINES) {
  describe(`a white label whose traders the platform hands over, on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
      await bridge.app.brokers.update(LABEL, { platform: { identity: 'handoff' }, agreements: [] });
    });
    after(() => bridge.close());

    const broker = () => bridge.app.brokers.get(LABEL);
    const page = (action: string, token: string, more = '') =>
      `${bridge.url}/b/${LABEL}/inapp/${action}?token=${encodeURIComponent(token)}${more}`;
    const calls = async () => (await bridge.simulator.calls('hand-off')).length;

    /** A one-time token as the platform makes it. */
    async function platformToken(userId: number = SEEDED): Promise<string> {
      const answer = await fetch(`${bridge.simulator.url}/control/handoff-token`, {
        method: 'POST',
        body: JSON.stringify({ userId }),
      });
      return ((await answer.json()) as { token: string }).token;
    }

    /** A user whom the platform alone knows, with an account. */
    async function newPlatformUser(email = newEmail()): Promise<number> {
      const { platform } = bridge.app;
      const platformUserId = await platform.createUser(broker(), { email });
      const offer = broker().firstAccount;
      assert.ok(offer);
      const passwordMd5 = '0'.repeat(32);
      const names = { firstName: null, lastName: null, email };
      const { login } = await platform.createAccount(broker(), { offer, passwordMd5, ...names });
      await platform.linkAccount(broker(), { login, passwordMd5, platformUserId, environment: 'demo' });
      return platformUserId;
    }

    function assertKind(answer: PageAnswer, status: number, words: RegExp): void {
      assert.equal(answer.status, status, answer.text);
      assert.match(wordsOf(answer), words);
      assert.match(answer.text, /<a class="close"/);
    }

    test('a screen opens with the platform’s token for the user that the platform names, once', async () => {
      const token = await platformToken();
      const answer = await send(page('deposit', token, `&account=${LIVE}`));
      assert.equal(answer.status, 200, answer.text);
      assert.match(answer.text, /Live account 5000001/);
      const again = await send(page('deposit', token, `&account=${LIVE}`));
      assertKind(again, 404, /used already/);
      const before = await calls();
      const cookie = { Cookie: cookieIn(answer) };
      const reopened = await send(page('deposit', token, `&account=${LIVE}`), { headers: cookie });
      assert.equal(reopened.status, 200);
      assert.equal(await calls(), before, 'the platform is not asked again');
    });

    test('row 7: HEAD and prefetch do not ask the platform', async () => {
      const token = await platformToken();
      const before = await calls();
      assert.equal((await send(page('kyc', token), { method: 'HEAD' })).status, 200);
      assert.equal((await send(page('kyc', token), { headers: { 'Sec-Purpose': 'prefetch' } })).status, 403);
      assert.equal(await calls(), before);
      assert.equal((await send(page('kyc', token))).status, 200);
    });

    test('a trader of whom we have not heard is made once, with the platform’s address and no password that works', async () => {
      const email = newEmail();
      const userId = await newPlatformUser(email.toUpperCase());
      const tokens = await Promise.all([1, 2, 3].map(() => platformToken(userId)));
      const answers = await Promise.all(tokens.map((token) => send(page('action', token))));
      for (const { status, text } of answers) assert.equal(status, 200, text);
      const user = await bridge.app.users.findByEmail(LABEL, email);
      assert.equal(user?.platformUserId, userId);
      for (const password of ['', email, 'x']) {
        const signIn = bridge.app.users.signIn(broker(), { email, password }, '203.0.113.5');
        await assert.rejects(signIn, { code: 'credentials_wrong' });
      }
    });

    test('the password stays unknown until it is reset by mail, which signs nobody in', async () => {
      const email = newEmail();
      await send(page('kyc', await platformToken(await newPlatformUser(email))));
      const browser = resetBrowser(bridge.url, { brokerName: LABEL });
      assert.equal((await browser.request(email)).status, 200);
      const answer = await browser.reset(linkTokenIn(await mailTo(bridge, email)), 'My-Password-1');
      assert.equal(answer.status, 200, answer.text);
      assert.match(answer.text, /Your password has been changed/);
      assert.equal(answer.headers.location, undefined);
      const form = { email, password: 'My-Password-1' };
      assert.equal((await bridge.app.users.signIn(broker(), form, '203.0.113.5')).email, email);
    });

    test('a user who changed the address at the platform is known by it here, unless another user has it', async () => {
      const [email, later, taken] = [newEmail(), newEmail(), newEmail()];
      const userId = await newPlatformUser(email);
      await send(page('kyc', await platformToken(userId)));
      await bridge.app.platform.changeEmail(broker(), userId, later);
      await send(page('kyc', await platformToken(userId)));
      assert.equal((await bridge.app.users.findByEmail(LABEL, later))?.platformUserId, userId);
      await bridge.app.storage.users.add(sampleUser(LABEL, `holder-${userId}`, { email: taken }));
      await bridge.app.platform.changeEmail(broker(), userId, taken);
      assert.equal((await send(page('kyc', await platformToken(userId)))).status, 200);
      assert.equal((await bridge.app.users.findByPlatformUserId(LABEL, userId))?.email, later);
    });

    test('who only signed up here with an address loses the password to the user whom the platform hands over with it', async () => {
      const email = newEmail();
      const { users } = bridge.app.storage;
      await users.add(sampleUser(LABEL, `typed-${email}`, { email, passwordHash: '$argon2id$typed' }));
      const userId = await newPlatformUser(email);
      assert.equal((await send(page('kyc', await platformToken(userId)))).status, 200);
      const user = await users.findByEmail(LABEL, email);
      assert.equal(user?.id, `typed-${email}`);
      assert.equal(user?.platformUserId, userId);
      assert.notEqual(user?.passwordHash, '$argon2id$typed');
    });

    test('row 44: who signed up here keeps the password where the platform’s user turns out to be another’s', async () => {
      const email = newEmail();
      const { users } = bridge.app.storage;
      const typed = sampleUser(LABEL, `typed-${email}`, { email, passwordHash: '$argon2id$typed' });
      await users.add(typed);
      const userId = await newPlatformUser(email);
      await users.add(sampleUser(SSO, `wl-${userId}`, { platformUserId: userId }));
      assertKind(await send(page('kyc', await platformToken(userId))), 403, /could not confirm who you are/);
      assert.deepEqual(await users.findByEmail(LABEL, email), typed);
    });

    test('row 28: a platform user of another white label, or an address that is another platform user’s here, is refused', async () => {
      const email = newEmail();
      const userId = await newPlatformUser(email);
      await bridge.app.storage.users.add(
        sampleUser(LABEL, `other-${userId}`, { email, platformUserId: userId + 500_000 }),
      );
      assertKind(await send(page('kyc', await platformToken(userId))), 403, /could not confirm who you are/);
      const elsewhere = await newPlatformUser();
      await bridge.app.storage.users.add(sampleUser(SSO, `wl-${elsewhere}`, { platformUserId: elsewhere }));
      assertKind(await send(page('kyc', await platformToken(elsewhere))), 403, /could not confirm who you are/);
      const foreign = await platformToken(DEPOSITORS[SSO].userId);
      assertKind(await send(page('kyc', foreign)), 404, /used already/);
    });

    test('a token that the platform does not know, and a platform that refuses or is away, get a kind page each', async () => {
      assertKind(await send(page('kyc', 'no-such-token')), 404, /used already, or has ended/);
      for (const bad of ['', 'a b', 'ü', 'x'.repeat(2001)]) {
        assertKind(await send(page('kyc', bad)), 417, /not complete/);
      }
      const faults: [object, number, RegExp][] = [
        [{ status: 401, errorCode: 'CH_ACCESS_TOKEN_INVALID', times: 2 }, 403, /could not confirm/],
        [{ status: 403, errorCode: 'NOT_ENOUGH_RIGHTS', times: 1 }, 403, /could not confirm/],
        [{ status: 500, errorCode: 'UNKNOWN_ERROR', times: 1 }, 503, /cannot be reached/],
      ];
      for (const [fault, status, words] of faults) {
        await bridge.simulator.setFaults({ failNext: { call: 'hand-off', ...fault } });
        assertKind(await send(page('kyc', await platformToken())), status, words);
      }
      await bridge.simulator.clearFaults();
    });

    test('row 42: an address that has us ask for made-up tokens again and again is told to wait, others are not', async () => {
      const from = { 'X-Forwarded-For': '203.0.113.44' };
      for (let count = 0; count < 60; count += 1) {
        assert.equal((await send(page('kyc', `made-up-${count}`), { headers: from })).status, 404);
      }
      const before = await calls();
      const refused = await send(page('kyc', await platformToken()), { headers: from });
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers['retry-after']) > 0);
      assert.equal(await calls(), before);
      assert.equal((await send(page('kyc', await platformToken()))).status, 200);
    });

    test('an external page gets the platform’s token as it came', async () => {
      const { actions } = broker();
      const template = 'https://kyc.example/go?t={otToken}';
      await bridge.app.brokers.update(LABEL, { actions: { ...actions, kyc: { kind: 'external', template } } });
      const token = await platformToken();
      const before = await calls();
      assert.equal((await send(page('kyc', token))).headers.location, `https://kyc.example/go?t=${token}`);
      assert.equal(await calls(), before);
      await bridge.app.brokers.update(LABEL, { actions });
    });

    test('a browser lands with the platform’s token, for no longer than a page stays open, and its services work', async () => {
      const answer = await send(`${bridge.url}/b/${LABEL}/sso/callback?token=${await platformToken()}`);
      assert.equal(answer.status, 303, answer.text);
      assert.match(String(answer.headers['set-cookie']), /Max-Age=900;/);
      const url = new URL(String(answer.headers.location), `${bridge.url}/b/${LABEL}/sso/callback`);
      const services = await send(url.href);
      assert.equal(services.status, 200, services.text);
      const led = await send(`${bridge.url}/b/${LABEL}/inapp/action`, {
        method: 'POST',
        headers: FORM,
        body: new URLSearchParams({ ticket: ticketIn(services), go: `deposit:${LIVE}` }).toString(),
      });
      const target = new URL(String(led.headers.location), `${bridge.url}/b/${LABEL}/inapp/action`);
      assert.equal((await send(target.href)).status, 200);
    });

    test('its log-in and sign-up say where to log in, and take no form; the sister white label is as it was', async () => {
      for (const query of ['', '?firstLogin=true']) {
        const answer = await traderBrowser(bridge.url, { brokerName: LABEL }).open(query);
        assertKind(answer, 403, /log in inside the trading app/);
        assert.doesNotMatch(answer.text, /<form/);
      }
      const ticket = await traderBrowser(bridge.url, { brokerName: SSO }).ticket();
      assert.equal((await traderBrowser(bridge.url, { brokerName: LABEL }).post({ ticket })).status, 403);
      assert.equal((await traderBrowser(bridge.url, { brokerName: SSO }).logIn()).status, 303);
    });
  });
}
