import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
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

/** A browser of a few lines: keeps cookies, follows nothing. */
function newBrowser() {
  const cookies = new Map<string, string>();
  return async (path: string, method = 'GET', form?: Record<string, string>) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(simulator.url + path, {
      method,
      redirect: 'manual',
      headers: { cookie },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}

function issueToken(token: string, brokerName: string, extra: object = {}): string {
  const userIds: Record<string, number> = { tradingtech_main: 10345533, financialhouse_main: 10345535 };
  bridge.oneTimeTokens.set(token, { brokerName, answer: { userId: userIds[brokerName], ...extra } });
  return `/callback/success?token=${token}`;
}

describe('the home page', () => {
  test('lists the brokers with log-in and sign-up links that carry language and theme', async () => {
    const { text, headers } = await newBrowser()('/?lang=de&theme=dark');
    for (const name of ['TradingTech', 'TradingTech Europe', 'Financial House']) assert.ok(text.includes(name));
    assert.ok(text.includes('/open?broker=tradingtech_main&amp;lang=de&amp;theme=dark&amp;firstLogin=true'));
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.doesNotMatch(text, /<script|<style|style=|onclick=/);
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
    const path = issueToken('t2', 'tradingtech_main', { accessToken: 'access-secret', inappToken: 'in-app-secret' });
    const { status, text, headers } = await newBrowser()(path);
    assert.equal(status, 200);
    for (const shown of ['10345533', 'trader@example.com', 'TradingTech', '10,000.00 EUR', 'access…', 'in-app…']) {
      assert.ok(text.includes(shown), shown);
    }
    assert.ok(!text.includes('access-secret') && !text.includes('in-app-secret'));
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
      assert.ok(text.includes('Nobody is signed in now'));
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
    assert.deepEqual(last?.request, { code: 'unknow…' });
    assert.match(JSON.stringify(last?.response), /"code":"CID_TOKEN_NOT_FOUND"/);
  });

  test('appear in the log of calls in their order, secrets shortened', async () => {
    await newBrowser()(issueToken('a-long-one-time-token', 'tradingtech_main', { accessToken: 'a-long-access-token' }));
    const calls = (await simulator.calls()).filter((call) => call.direction === 'out');
    const last = calls.at(-1);
    assert.deepEqual([last?.call, last?.status, last?.request], ['4.2', 200, { code: 'a-long…' }]);
    assert.ok(!JSON.stringify(calls).includes('a-long-'));
  });
});

describe('the session of the app', () => {
  test('stays on the home page, opens again by 4.3, gets an in-app token by 4.4 and ends by 4.5', async () => {
    const browse = newBrowser();
    await browse(issueToken('t9', 'tradingtech_main', { accessToken: 'kept', inappToken: 'ia' }));
    assert.ok((await browse('/')).text.includes('trader@example.com'));
    assert.ok((await browse('/app/reopen', 'POST')).text.includes('this is user 10345533'));
    const issued = await browse('/app/inapp-token', 'POST');
    assert.ok(issued.text.includes('ot-for…'), issued.text);
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
    assert.ok((await browse('/app/reopen', 'POST')).text.includes('kept no accessToken'));
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

  test('opens the deposit screen of one account with a token of call 4.4, and says why it cannot', async () => {
    const browse = newBrowser();
    const home = await browse(issueToken('t12', 'tradingtech_main'));
    assert.match(home.text, /action="\/app\/deposit"><input type="hidden" name="account" value="5000001">/);
    assert.ok(home.headers.get('content-security-policy')?.includes(`form-action 'self' ${bridge.url};`));
    const { status, headers } = await browse('/app/deposit', 'POST', { account: '5000001' });
    assert.equal(status, 303);
    assert.equal(
      headers.get('location'),
      `${bridge.url}/inapp/deposit?brokerName=tradingtech_main&brokerCrmName=tradingtech_crm&token=ot-for-10345533-null&account=5000001&source=Web`,
    );
    const answer = { status: 404, body: { code: 'CID_USER_NOT_FOUND', message: 'No such user' } };
    bridge.overrides.set('/oauth2/onetime/generate', answer);
    const refused = await browse('/app/deposit', 'POST', { account: '5000001' });
    assert.ok(refused.text.includes('CID_USER_NOT_FOUND'));
  });

  test('does nothing for a stranger', async () => {
    for (const path of ['/app/reopen', '/app/inapp-token', '/app/deposit', '/app/log-out']) {
      assert.ok((await newBrowser()(path, 'POST')).text.includes('Nobody is signed in'));
    }
    assert.deepEqual(bridge.seen, []);
  });
});

test('an address with nothing behind it is answered with 404', async () => {
  assert.equal((await newBrowser()('/nothing')).status, 404);
  assert.equal((await newBrowser()('/app/public/../../simulator.ts')).status, 404);
});
