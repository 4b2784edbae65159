import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { send } from '../support/trader-browser.ts';
import { appBrowser, issueSignInToken } from './app-browser.ts';
import { type ScriptedBridge, startScriptedBridge } from './scripted-bridge.ts';

let bridge: ScriptedBridge;
let simulator: TestSimulator;

before(async () => {
  bridge = await startScriptedBridge();
  simulator = await startTestSimulator({ bridgeUrl: bridge.url });
});
beforeEach(async () => {
  bridge.seen.length = 0;
  bridge.overrides.clear();
  bridge.oneTimeTokens.clear();
  await simulator.clearCalls();
});
after(async () => {
  await simulator.close();
  await bridge.close();
});

const newBrowser = () => appBrowser(simulator.url);
const issueToken = (token: string, brokerName: string, extra: object = {}) =>
  issueSignInToken(bridge, token, brokerName, extra);

describe('the home page', () => {
  test('offers every broker, and log-in and sign-up links as the controls are set', async () => {
    const browse = newBrowser();
    const { text, headers } = await browse('/?lang=de&theme=dark&source=iOS&partnerId=p%261');
    for (const name of ['TradingTech', 'TradingTech Europe', 'Financial House']) assert.ok(text.includes(name));
    assert.ok(
      text.includes(
        '/open?broker=tradingtech_main&amp;lang=de&amp;theme=dark&amp;source=iOS&amp;partnerId=p%261&amp;firstLogin=true',
      ),
    );
    assert.match(text, /<html lang="en" data-theme="dark">/);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.doesNotMatch(text, /<script>|<style|style=|onclick=|javascript:/);
    assert.ok((await browse('/')).text.includes('source=iOS'), 'the controls are remembered');
  });

  test('leaves out what the controls leave out, and forces firstLogin where they say so', async () => {
    const { text } = await newBrowser()('/?broker=financialhouse_main&lang=&theme=&source=&firstLogin=true');
    assert.equal(text.match(/"\/open\?broker=financialhouse_main&amp;firstLogin=true"/g)?.length, 2);
  });

  test('by the name localhost leads to the address at which the success URL is', async () => {
    const port = new URL(simulator.url).port;
    const { status, headers } = await send(`${simulator.url}/?lang=de`, { headers: { Host: `localhost:${port}` } });
    assert.deepEqual([status, headers.location], [307, `${simulator.url}/?lang=de`]);
  });

  test('does not print what the address says', async () => {
    const { text } = await newBrowser()('/?lang=%3Cb%3Ex&theme=%22onload=1');
    assert.ok(!text.includes('<b>x') && !text.includes('onload=1'));
  });

  test('a broker is opened at the bridge’s login screen and remembered', async () => {
    const browse = newBrowser();
    const { status, headers } = await browse('/open?broker=financialhouse_main&lang=en&theme=light&firstLogin=true');
    assert.equal(status, 303);
    assert.equal(
      headers.get('location'),
      `${bridge.url}/auth/login?brokerName=financialhouse_main&brokerCrmName=financialhouse_crm&lang=en&theme=light&firstLogin=true`,
    );
    await browse(issueToken('t1', 'financialhouse_main'));
    assert.deepEqual(
      bridge.seen.filter((call) => call.endsWith('authorize')),
      ['financialhouse_main /oauth2/onetime/authorize'],
    );
  });

  test('a broker that does not exist is answered with 404', async () => {
    assert.equal((await newBrowser()('/open?broker=nobody')).status, 404);
    assert.equal((await newBrowser()('/open')).status, 404);
  });
});

describe('the success URL', () => {
  test('shows who the token belongs to, with accounts and shortened secrets', async () => {
    const secrets = { accessToken: `at_${'x'.repeat(32)}access-1`, inappToken: `ia_${'x'.repeat(32)}in-app-2` };
    const path = issueToken('t2', 'tradingtech_main', secrets);
    const { status, text, headers } = await newBrowser()(path);
    assert.equal(status, 200);
    for (const shown of [
      '10345533',
      'trader@example.com',
      'TradingTech',
      '10,000.00 EUR',
      'at_…access-1',
      'ia_…in-app-2',
    ]) {
      assert.ok(text.includes(shown), shown);
    }
    assert.ok(!text.includes(secrets.accessToken) && !text.includes(secrets.inappToken));
    assert.equal(headers.get('cache-control'), 'no-store');
  });

  test('tries one broker after the other when none was opened', async () => {
    const { text } = await newBrowser()(issueToken('t3', 'financialhouse_main'));
    assert.ok(text.includes('10345535'));
    const tried = bridge.seen.filter((call) => call.endsWith('onetime/authorize')).map((call) => call.split(' ')[0]);
    assert.deepEqual(tried, ['tradingtech_main', 'tradingtech_wl_europe', 'financialhouse_main']);
  });

  test('shows status and code of a token that does not work', async () => {
    const { status, text } = await newBrowser()('/callback/success?token=unknown');
    assert.equal(status, 400);
    assert.ok(text.includes('404') && text.includes('CID_TOKEN_NOT_FOUND') && !text.includes('BROKER_ID_MISMATCH'));
  });

  test('escapes what the bridge says', async () => {
    const body = { code: '<i>', message: '<script>alert(1)</script>' };
    bridge.overrides.set('/oauth2/onetime/authorize', { status: 410, body });
    const { text } = await newBrowser()('/callback/success?token=x');
    assert.ok(!text.includes('<script>') && text.includes('&lt;script&gt;'));
  });

  test('without a token is a friendly page, whatever stands in its place', async () => {
    for (const path of ['/callback/success', '/callback/success?token=', '/callback/success?token=a&token=b']) {
      const { status, text } = await newBrowser()(path);
      assert.equal(status, 200);
      assert.ok(text.includes('Nobody is signed in to this simulated app'));
    }
    assert.deepEqual(bridge.seen, []);
  });

  test('row 7: HEAD does not spend the token', async () => {
    const browse = newBrowser();
    const path = issueToken('t4', 'tradingtech_main');
    assert.equal((await browse(path, 'HEAD')).status, 200);
    assert.ok((await browse(path)).text.includes('Signed in'));
  });

  test('with the bridge gone says that nobody answered', async () => {
    simulator.pointAt('http://127.0.0.1:9');
    const { status, text } = await newBrowser()('/callback/success?token=x');
    simulator.pointAt(bridge.url);
    assert.equal(status, 502);
    assert.ok(text.includes('got no answer') && text.includes('NO_ANSWER'));
  });
});

describe('the calls of the platform’s backend', () => {
  test('share one crmApiToken, and renew it once when the bridge no longer takes it', async () => {
    await newBrowser()(issueToken('t5', 'tradingtech_main'));
    await newBrowser()(issueToken('t6', 'tradingtech_main'));
    bridge.seen.length = 0;
    bridge.voidCrmApiTokens();
    const { text } = await newBrowser()(issueToken('t7', 'tradingtech_main'));
    assert.ok(text.includes('Signed in'));
    assert.deepEqual(bridge.seen, [
      'tradingtech_main /oauth2/onetime/authorize',
      'tradingtech_main /oauth2/crmApiToken',
      'tradingtech_main /oauth2/onetime/authorize',
    ]);
  });

  test('give up after one renewal', async () => {
    await newBrowser()(issueToken('t8', 'tradingtech_main'));
    bridge.seen.length = 0;
    const body = { code: 'CH_CLIENT_AUTH_FAILURE', message: 'No' };
    bridge.overrides.set('/oauth2/onetime/authorize', { status: 403, body });
    const { text } = await newBrowser()('/callback/success?token=x');
    assert.ok(text.includes('CH_CLIENT_AUTH_FAILURE'));
    assert.ok(bridge.seen.filter((call) => call === 'tradingtech_main /oauth2/onetime/authorize').length <= 2);
  });

  test('leave the bridge’s error code readable in the log of calls', async () => {
    await newBrowser()('/callback/success?token=unknown-token');
    const last = (await simulator.calls('4.2')).at(-1);
    assert.deepEqual(last?.request, { code: 'unk…' });
    assert.match(JSON.stringify(last?.response), /"code":"CID_TOKEN_NOT_FOUND"/);
  });

  test('appear in the log of calls in their order, secrets shortened', async () => {
    const token = `ot_${'x'.repeat(32)}one-time`;
    await newBrowser()(issueToken(token, 'tradingtech_main', { accessToken: 'a-long-access-token' }));
    const calls = (await simulator.calls()).filter((call) => call.direction === 'out');
    const last = calls.at(-1);
    assert.deepEqual([last?.call, last?.status, last?.request], ['4.2', 200, { code: 'ot_…one-time' }]);
    assert.doesNotMatch(JSON.stringify(calls), /a-long-|xxxx/);
  });
});

describe('the session of the app', () => {
  test('stays on the home page, opens again by 4.3, opens a screen by 4.4 and ends by 4.5', async () => {
    const browse = newBrowser();
    await browse(issueToken('t9', 'tradingtech_main', { accessToken: 'kept', inappToken: 'ia' }));
    assert.ok((await browse('/')).text.includes('trader@example.com'));
    const before = browse.cookies.get('drawbridge_simulator_session.tradingtech_main');
    assert.ok((await browse('/app/reopen', 'POST')).text.includes('this is user 10345533'));
    const after = browse.cookies.get('drawbridge_simulator_session.tradingtech_main');
    assert.ok(before && after && before !== after, 'the short session is another one');
    assert.equal((await browse('/app/screen', 'POST', { action: 'kyc' })).status, 303);
    assert.ok((await browse('/callback/success')).text.includes('Back in the app'));
    const left = await browse('/app/log-out', 'POST');
    assert.ok(left.text.includes('forgot you') && !left.text.includes('trader@example.com'));
    assert.ok(!(await browse('/')).text.includes('trader@example.com'));
    const made = bridge.seen.map((call) => call.split(' ')[1]).filter((path) => path !== '/oauth2/crmApiToken');
    assert.deepEqual(made, [
      '/oauth2/onetime/authorize',
      '/oauth2/authorize',
      '/oauth2/onetime/generate',
      '/oauth2/logout',
    ]);
  });

  test('without keep-me-logged-in cannot be opened again, and says why', async () => {
    const browse = newBrowser();
    await browse(issueToken('t10', 'tradingtech_main'));
    const { text } = await browse('/app/reopen', 'POST');
    assert.ok(text.includes('kept no accessToken') && !text.includes('trader@example.com'));
    assert.ok(!(await browse('/')).text.includes('trader@example.com'));
  });

  test('survives a bridge that cannot answer 4.3, and ends when it says no', async () => {
    const browse = newBrowser();
    await browse(issueToken('t13', 'tradingtech_main', { accessToken: 'kept' }));
    for (const [status, isKept] of [
      [503, true],
      [404, false],
    ] as const) {
      bridge.overrides.set('/oauth2/authorize', { status, body: { code: 'SOME_CODE', message: 'No' } });
      const { text } = await browse('/app/reopen', 'POST');
      assert.ok(text.includes(String(status)) && text.includes('SOME_CODE'));
      assert.equal(text.includes('trader@example.com'), isKept);
      assert.equal((await browse('/')).text.includes('trader@example.com'), isKept);
    }
  });

  test('is one for each broker’s app', async () => {
    const browse = newBrowser();
    await browse(issueToken('t14', 'tradingtech_main'));
    assert.ok(!(await browse('/?broker=financialhouse_main')).text.includes('user-id">10345533'));
    assert.ok((await browse(issueToken('t15', 'financialhouse_main'))).text.includes('user-id">10345535'));
    assert.ok((await browse('/')).text.includes('user-id">10345535'));
    assert.ok((await browse('/?broker=tradingtech_main')).text.includes('user-id">10345533'));
  });

  test('ends in the app even if the bridge refuses, and shows what it said', async () => {
    const browse = newBrowser();
    await browse(issueToken('t11', 'tradingtech_main'));
    bridge.overrides.set('/oauth2/logout', {
      status: 503,
      body: { code: 'TEMPORARILY_UNAVAILABLE', message: 'Later' },
    });
    const { text } = await browse('/app/log-out', 'POST');
    assert.ok(text.includes('503') && text.includes('TEMPORARILY_UNAVAILABLE') && !text.includes('trader@example.com'));
  });

  test('does nothing for a stranger', async () => {
    for (const path of ['/app/reopen', '/app/ribbons', '/app/log-out']) {
      assert.ok((await newBrowser()(path, 'POST')).text.includes('Nobody is signed in'));
    }
    assert.deepEqual(bridge.seen, []);
  });
});

test('an address with nothing behind it is answered with 404', async () => {
  assert.equal((await newBrowser()('/nothing')).status, 404);
  assert.equal((await newBrowser()('/app/public/../../simulator.ts')).status, 404);
});
