import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { SEEDED_TRADER, send, tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const PLATFORM_USER_ID = 10345533;

for (const { name, skip, open } of ENGINES) {
  describe(`logging in on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());

    const redeem = async (token: string) => {
      const platform = platformCaller(bridge.url, BROKER);
      return platform.redeem(await platform.crmApiToken(), token);
    };

    test('row 21: right credentials are answered 303 to the success URL, with a token that the platform redeems', async () => {
      const answer = await traderBrowser(bridge.url).logIn();
      assert.equal(answer.status, 303);
      const token = tokenIn(answer);
      assert.equal(answer.headers.location, `${bridge.simulator.url}/callback/success?token=${token}`);
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(answer.headers['referrer-policy'], 'no-referrer');
      assert.equal(answer.text, '');
      const redeemed = await redeem(token);
      assert.equal(redeemed.status, 200);
      assert.equal(redeemed.body.userId, PLATFORM_USER_ID);
    });

    test('a trader who has an account is signed in without any call to the platform', async () => {
      await bridge.simulator.clearCalls();
      assert.equal((await traderBrowser(bridge.url).logIn()).status, 303);
      assert.deepEqual(await bridge.simulator.calls(), []);
    });

    test('row 13: with keep me logged in, 4.2 returns an accessToken that 4.3 takes', async () => {
      const { body } = await redeem(tokenIn(await traderBrowser(bridge.url).logIn({ keepMeLoggedIn: 'true' })));
      assert.equal(typeof body.accessToken, 'string');
      const platform = platformCaller(bridge.url, BROKER);
      const session = await platform.authorize(await platform.crmApiToken(), String(body.accessToken));
      assert.equal(session.body.userId, PLATFORM_USER_ID);
    });

    test('row 13: without keep me logged in, 4.2 returns no accessToken', async () => {
      const { body } = await redeem(tokenIn(await traderBrowser(bridge.url).logIn()));
      assert.deepEqual(Object.keys(body), ['userId']);
    });

    test('two log-ins give two tokens, and each is good', async () => {
      const [first, second] = await Promise.all([traderBrowser(bridge.url).logIn(), traderBrowser(bridge.url).logIn()]);
      assert.notEqual(tokenIn(first), tokenIn(second));
      assert.equal((await redeem(tokenIn(first))).status, 200);
      assert.equal((await redeem(tokenIn(second))).status, 200);
    });

    test('the email address is taken in any case and with spaces around it', async () => {
      const answer = await traderBrowser(bridge.url).logIn({ email: '  Trader@Example.COM ' });
      assert.equal(answer.status, 303);
    });

    test('a wrong password is answered 401 with the form again, and no token', async () => {
      const answer = await traderBrowser(bridge.url).logIn({ password: 'Sandbox-Trader-2' });
      assert.equal(answer.status, 401);
      assert.equal(answer.headers.location, undefined);
      assert.equal(wordsOf(answer), 'The email address or the password is wrong.');
    });

    test('the password of the same email at another white label is wrong here', async () => {
      const europe = traderBrowser(bridge.url, { brokerName: 'tradingtech_wl_europe' });
      const email = 'only-europe@example.com';
      assert.equal((await europe.signUp({ email, password: 'Only-Europe-1' })).status, 303);
      assert.equal((await traderBrowser(bridge.url).logIn({ email, password: 'Only-Europe-1' })).status, 401);
    });
  });
}

describe('the success URL', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  async function registerSuccessUrl(successUrl: string): Promise<void> {
    const { screens } = bridge.app.brokers.get(BROKER);
    await bridge.app.brokers.update(BROKER, { screens: { ...screens, successUrl } });
  }

  test('row 14: nothing in the query, the form or the headers leads elsewhere', async () => {
    const evil = 'https://evil.example/steal';
    const names = ['successUrl', 'success_url', 'redirect_uri', 'redirectUri', 'next', 'url', 'returnTo', 'callback'];
    const injected = Object.fromEntries(names.map((name) => [name, evil]));
    const headers = {
      Host: 'evil.example',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'https',
      'X-Original-URL': evil,
      Forwarded: 'host=evil.example',
      Referer: evil,
    };
    const browser = traderBrowser(bridge.url);
    const query = `?${new URLSearchParams(injected)}`;
    const form = { ...injected, ...SEEDED_TRADER, ticket: await browser.ticket() };
    const answer = await browser.post(form, query, headers);
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, `${bridge.simulator.url}/callback/success?token=${tokenIn(answer)}`);
  });

  test('row 14: the page of an injected query and host names no other place to send the form to', async () => {
    const answer = await send(`${bridge.url}/b/${BROKER}/auth/login?successUrl=https://evil.example/`, {
      headers: { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' },
    });
    const action = /<form[^>]* action="([^"]*)"/.exec(answer.text)?.[1] ?? '';
    assert.equal(new URL(action, `${bridge.url}/b/${BROKER}/auth/login`).origin, bridge.url);
    assert.doesNotMatch(String(answer.headers['content-security-policy']), /evil/);
  });

  test('row 14: an address that names a host itself does not lead the form there', async () => {
    const target = `http://evil.example/auth/login?brokerName=${BROKER}&brokerCrmName=tradingtech_crm`;
    const answer = await send(bridge.url, { target });
    assert.equal(answer.status, 200);
    assert.doesNotMatch(answer.text, /evil\.example/);
  });

  test('row 14: a query that the registered URL has stays as it is written', async () => {
    await registerSuccessUrl('https://app.example/done?flag&step=a%20b/c&x=1+1');
    const answer = await traderBrowser(bridge.url).logIn();
    const expected = `https://app.example/done?flag&step=a%20b/c&x=1+1&token=${tokenIn(answer)}`;
    assert.equal(answer.headers.location, expected);
  });

  test('row 14: a registered URL with letters beyond ASCII is sent as a header can hold it', async () => {
    await registerSuccessUrl('https://bücher.example/fertig/schön');
    const answer = await traderBrowser(bridge.url).logIn();
    assert.equal(answer.status, 303);
    const expected = `https://xn--bcher-kva.example/fertig/sch%C3%B6n?token=${tokenIn(answer)}`;
    assert.equal(answer.headers.location, expected);
  });
});
