import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { platformCaller, post, toAnswer } from '../../support/platform-caller.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, traderBrowser } from '../../support/trader-browser.ts';

const BROKER = 'financialhouse_main';
const USER_ID = 10345535;

describe('/metrics', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  const read = async () => (await fetch(`${bridge.url}/metrics`)).text();

  /** @returns The value of the one series that has this name and these labels, 0 when there is none. */
  async function countOf(name: string, labels: Readonly<Record<string, string>>): Promise<number> {
    const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    const line = (await read())
      .split('\n')
      .find((one) => one.startsWith(`${name}{`) && wanted.every((label) => one.includes(label)));
    return Number(line?.split(' ').at(-1) ?? 0);
  }

  test('is open in the sandbox, in the Prometheus text format', async () => {
    const answer = await fetch(`${bridge.url}/metrics`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    assert.match(await answer.text(), /^drawbridge_up 1$/m);
  });

  test('counts and times requests by route, broker and status, whatever the spelling of the path', async () => {
    const name = 'drawbridge_http_request_duration_seconds_count';
    const labels = { route: '/oauth2/crmApiToken', broker: BROKER, status: '403' };
    const before = await countOf(name, labels);
    for (const path of [`/b/${BROKER}/oauth2/crmApiToken`, `/b/${BROKER}/cid/oauth2/crmApiToken`]) {
      await post(bridge.url + path, { body: { password: 'wrong' } });
    }
    assert.equal((await countOf(name, labels)) - before, 2);
    assert.match(await read(), /^drawbridge_http_request_duration_seconds_bucket\{le="0\.005",route="/m);
  });

  test('counts tokens that were issued, and how those that were presented fared', async () => {
    const caller = platformCaller(bridge.url, BROKER);
    const crmApiToken = await caller.crmApiToken();
    const token = await caller.signInToken({ keepMeLoggedIn: 'true' });
    const session = await caller.redeem(crmApiToken, token);
    await caller.redeem(crmApiToken, token);
    await caller.authorize(crmApiToken, String(session.body.accessToken));
    await caller.generate(crmApiToken, USER_ID, String(session.body.inappToken));
    await caller.authorize('wrong', 'wrong');

    const issued = (kind: string) => countOf('drawbridge_tokens_issued_total', { kind, broker: BROKER });
    assert.equal(await issued('crm'), 1);
    assert.equal(await issued('one-time'), 2);
    assert.equal(await issued('access'), 1);
    assert((await issued('in-app')) >= 1);
    const presented = (kind: string, outcome: string) =>
      countOf('drawbridge_token_redemptions_total', { kind, outcome, broker: BROKER });
    assert.equal(await presented('one-time', 'taken'), 1);
    assert.equal(await presented('one-time', 'spent'), 1);
    assert.equal(await presented('access', 'live'), 1);
    assert.equal(await presented('in-app', 'live'), 1);
    assert.equal(await presented('crm', 'crm_token_invalid'), 1);
  });

  test('counts sign-ins by outcome, and times calls to the platform', async () => {
    const browser = traderBrowser(bridge.url, { brokerName: BROKER });
    assert.equal((await browser.signUp({ email: newEmail(), password: 'A-long-password-1' })).status, 303);
    await browser.logIn({ password: 'wrong-password' });
    const signIns = (outcome: string) => countOf('drawbridge_sign_ins_total', { outcome, broker: BROKER });
    assert.equal(await signIns('signed_up'), 1);
    assert.equal(await signIns('credentials_wrong'), 1);
    const created = { call: '3.2', outcome: 'ok', broker: BROKER };
    assert.equal(await countOf('drawbridge_platform_call_duration_seconds_count', created), 1);
  });

  test('times what the stores do, and shows the event loop’s lag', async () => {
    const name = 'drawbridge_store_operation_duration_seconds_count';
    assert((await countOf(name, { store: 'expiring', operation: 'take_once', outcome: 'ok' })) > 0);
    assert((await countOf(name, { store: 'records', operation: 'select', outcome: 'ok' })) > 0);
    assert.match(await read(), /^nodejs_eventloop_lag_p99_seconds /m);
  });

  test('never makes a label of what a caller made up', async () => {
    const made = ['made-up-path', 'made-up-broker', 'made-up-crm', 'MADEUP'];
    await fetch(`${bridge.url}/made-up-path?x=made-up-path`);
    await fetch(`${bridge.url}/b/made-up-broker/auth/login`);
    await fetch(`${bridge.url}/b/made-up-broker/made-up-path`);
    await fetch(`${bridge.url}/assets/made-up-path.css`);
    await fetch(`${bridge.url}/auth/login?brokerName=made-up-broker&brokerCrmName=made-up-crm`);
    await post(`${bridge.url}/oauth2/crmApiToken`, { query: { brokerName: BROKER, brokerCrmName: 'made-up-crm' } });
    await fetch(`${bridge.url}/healthz`, { method: 'PROPFIND' });
    const text = await read();
    for (const word of made) assert(!text.includes(word), word);
    assert.match(text, /route="",broker="",status="404"/);
  });
});

describe('/metrics with METRICS_TOKEN', () => {
  const token = 'a-metrics-token-of-length';
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge({ environment: { METRICS_TOKEN: token } });
  });
  after(() => bridge.close());

  for (const [name, authorization] of [
    ['no token', undefined],
    ['another token', 'Bearer another-metrics-token'],
    ['a token that only begins right', `Bearer ${token}x`],
    ['the token without its scheme', token],
    ['an empty token', 'Bearer '],
  ] as const) {
    test(`refuses ${name}, and says which scheme it wants`, async () => {
      const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };
      const answer = await toAnswer(await fetch(`${bridge.url}/metrics`, { headers }));
      assert.equal(answer.status, 401);
      assert.equal(answer.body.code, 'not_permitted');
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
      assert.doesNotMatch(answer.text, /drawbridge_up|a-metrics-token/);
    });
  }

  test('refuses the token in the query, where logs of proxies would show it', async () => {
    assert.equal((await fetch(`${bridge.url}/metrics?token=${token}`)).status, 401);
  });

  test('answers to the token, in any spelling of the scheme', async () => {
    for (const scheme of ['Bearer', 'bearer']) {
      const answer = await fetch(`${bridge.url}/metrics`, { headers: { Authorization: `${scheme} ${token}` } });
      assert.equal(answer.status, 200);
    }
  });

  test('leaves /healthz and /readyz open', async () => {
    for (const path of ['/healthz', '/readyz']) assert.equal((await fetch(bridge.url + path)).status, 200);
  });
});
