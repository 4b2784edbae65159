import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { type AppBrowser, appBrowser, issueSignInToken } from './app-browser.ts';
import { type ScriptedBridge, startScriptedBridge } from './scripted-bridge.ts';

let bridge: ScriptedBridge;
let simulator: TestSimulator;
let tokens = 0;

before(async () => {
  bridge = await startScriptedBridge();
  simulator = await startTestSimulator({ bridgeUrl: bridge.url });
});
beforeEach(async () => {
  bridge.seen.length = 0;
  bridge.overrides.clear();
  await simulator.clearCalls();
});
after(async () => {
  await simulator.close();
  await bridge.close();
});

const AS_SCRIPT = { accept: 'application/json, text/html;q=0.5' };

function newToken(): string {
  tokens += 1;
  return `token-${tokens}`;
}

async function signedIn(): Promise<AppBrowser> {
  const browse = appBrowser(simulator.url);
  await browse(issueSignInToken(bridge, newToken(), 'tradingtech_main'));
  return browse;
}

describe('the screens of the app', () => {
  const ACCOUNT = '5000001';
  const SCREENS = [
    ['deposit', '/inapp/deposit', ACCOUNT],
    ['withdrawal', '/inapp/withdrawal', ACCOUNT],
    ['kyc', '/inapp/kyc', ''],
    ['create-account', '/account/create', ''],
    ['change-password', '/inapp/change-password', ''],
    ['change-email', '/inapp/change-email', ''],
    ['action', '/inapp/action', ''],
    ['chat', '/inapp/chat', ''],
  ] as const;

  for (const [action, path, account] of SCREENS) {
    test(`${action} opens ${path} with a token of call 4.4 and what the controls say`, async () => {
      const browse = await signedIn();
      await browse('/?lang=de&theme=dark&source=Android');
      const { status, headers } = await browse('/app/screen', 'POST', { action, account });
      assert.equal(status, 303);
      const ofAccount = account === '' ? '' : `&account=${account}`;
      assert.equal(
        headers.get('location'),
        `${bridge.url}${path}?brokerName=tradingtech_main&brokerCrmName=tradingtech_crm` +
          `&token=ot-for-10345533-null${ofAccount}&lang=de&theme=dark&source=Android`,
      );
    });
  }

  test('stand as forms on the page, those of an account at every account', async () => {
    const { text } = await (await signedIn())('/');
    for (const login of ['3000001', '5000001']) {
      assert.match(
        text,
        new RegExp(`name="action" value="deposit"><input type="hidden" name="account" value="${login}">`),
      );
    }
    assert.match(text, /name="action" value="change-email"><button/);
  });

  test('are told to the app’s script as an address for its frame', async () => {
    const browse = await signedIn();
    const { status, text } = await browse('/app/screen', 'POST', { action: 'kyc' }, AS_SCRIPT);
    assert.equal(status, 200);
    const { title, url } = JSON.parse(text);
    assert.equal(title, 'Verify identity');
    assert.ok(url.startsWith(`${bridge.url}/inapp/kyc?`), url);
  });

  test('say why there is no token for them', async () => {
    const browse = await signedIn();
    const answer = { status: 404, body: { code: 'CID_USER_NOT_FOUND', message: 'No such user' } };
    bridge.overrides.set('/oauth2/onetime/generate', answer);
    for (const headers of [{}, AS_SCRIPT]) {
      const refused = await browse('/app/screen', 'POST', { action: 'deposit', account: ACCOUNT }, headers);
      assert.ok(refused.text.includes('CID_USER_NOT_FOUND') && refused.text.includes('trader@example.com'));
    }
  });

  test('are not there for a stranger, nor are others than these', async () => {
    const stranger = appBrowser(simulator.url);
    assert.ok((await stranger('/app/screen', 'POST', { action: 'kyc' })).text.includes('Nobody is signed in'));
    assert.equal((await stranger('/app/screen', 'POST', { action: '../admin' })).status, 404);
    assert.equal((await stranger('/app/screen', 'POST')).status, 404);
    assert.deepEqual(bridge.seen, []);
  });
});

describe('the success URL in the app’s own frame', () => {
  const IN_FRAME = { 'sec-fetch-dest': 'iframe' };

  test('spends no token and signs nobody in: it tells the app, which has the cookies', async () => {
    const browse = appBrowser(simulator.url);
    const token = newToken();
    const path = issueSignInToken(bridge, token, 'tradingtech_main');
    const { status, text, headers } = await browse(path, 'GET', undefined, IN_FRAME);
    assert.equal(status, 200);
    assert.match(text, /src="\/app\/public\/returned\.js"/);
    assert.ok(!text.includes(token));
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
    assert.deepEqual([bridge.seen, [...browse.cookies]], [[], []]);

    const signIn = await browse('/app/sign-in', 'POST', { token });
    assert.ok(signIn.text.includes('Signed in') && signIn.text.includes('trader@example.com'));
  });

  test('row 7: a prefetch spends no token', async () => {
    const browse = appBrowser(simulator.url);
    const path = issueSignInToken(bridge, newToken(), 'tradingtech_main');
    await browse(path, 'GET', undefined, { 'sec-purpose': 'prefetch;prerender' });
    assert.deepEqual(bridge.seen, []);
    assert.ok((await browse(path)).text.includes('Signed in'));
  });
});

describe('the embedded platform', () => {
  const info = (token: string, more = '') => `/info?source=web&token=${token}${more}`;

  test('6.3.8: shows whose token it is, once, in any page and without a cookie', async () => {
    const browse = appBrowser(simulator.url);
    const token = newToken();
    issueSignInToken(bridge, token, 'tradingtech_main');
    assert.equal((await browse(info(token), 'HEAD')).status, 200);
    const { status, text, headers } = await browse(info(token, '&lang=de&acc=5000001'));
    assert.equal(status, 200);
    for (const shown of ['trader@example.com', '10345533', '5000001', '500.00 EUR', 'de'])
      assert.ok(text.includes(shown));
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors \*/);
    assert.equal(browse.cookies.size, 0);
    const again = await browse(info(token));
    assert.ok(again.status === 400 && again.text.includes('CID_TOKEN_NOT_FOUND'));
  });

  test('speaks the language and has the theme of its address, where there are no cookies', async () => {
    const browse = appBrowser(simulator.url);
    const token = newToken();
    issueSignInToken(bridge, token, 'tradingtech_main');
    const { status, headers } = await browse(`/app/embedded?token=${token}&lang=de&theme=dark`);
    const location = headers.get('location') ?? '';
    assert.deepEqual([status, location], [303, `/info?source=web&token=${token}&lang=de&theme=dark`]);
    browse.cookies.clear();
    const { text } = await browse(location);
    assert.match(text, /<html lang="en" data-theme="dark">/);
    assert.match(text, /language <code>de</);
    const leftOut = await browse('/app/embedded?token=x&lang=&theme=');
    assert.equal(leftOut.headers.get('location'), '/info?source=web&token=x');
  });

  test('says so when there is no token', async () => {
    for (const query of ['', '?token=', '?token[]=a']) {
      assert.equal((await appBrowser(simulator.url)(`/info${query}`)).status, 400);
    }
  });

  test('is opened by a sign-in at the broker’s page, in the place of the app', async () => {
    const browse = await signedIn();
    const { text } = await browse('/open?broker=tradingtech_main&embedded=true', 'GET', undefined, AS_SCRIPT);
    assert.equal(JSON.parse(text).isEmbedded, true);
    const token = newToken();
    const { status, headers } = await browse(issueSignInToken(bridge, token, 'tradingtech_main'));
    assert.deepEqual(
      [status, headers.get('location')],
      [303, `/info?source=web&token=${token}&lang=en&theme=light&acc=3000001`],
    );
    assert.ok((await browse(issueSignInToken(bridge, newToken(), 'tradingtech_main'))).text.includes('Signed in'));
  });
});
