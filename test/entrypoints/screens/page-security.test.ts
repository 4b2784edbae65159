import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { resetBrowser } from '../../support/reset-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, send, ticketIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
/** Where a page may lead: files of ours and of its white label, itself and its neighbours, the app, support. */
const OWN_PLACES =
  /^(\/assets\/|\/b\/[a-z_]+\/brand\/|\/callback\/success$|(?:reset-password|login)?\?|mailto:[a-z@.]+$|tel:\+\d+$)/;

describe('the security of the pages', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  const at = (path: string) => send(bridge.url + path);
  const policyOf = ({ headers }: PageAnswer): Map<string, string[]> => {
    const directives = String(headers['content-security-policy']).split(/;\s*/);
    return new Map(directives.map((text) => [text.split(' ')[0] ?? '', text.split(' ').slice(1)]));
  };

  async function setScreens(brokerName: string, change: object): Promise<void> {
    const { screens } = bridge.app.brokers.get(brokerName);
    await bridge.app.brokers.update(brokerName, { screens: { ...screens, ...change } });
  }

  /** The form, refused and accepted, and a link that is none. */
  async function resetPages(): Promise<PageAnswer[]> {
    const browser = resetBrowser(bridge.url);
    const email = 'trader@example.com';
    return [
      await browser.open(),
      await browser.request('x'),
      await browser.request(email),
      await browser.open('?token=x'),
    ];
  }

  test('the reset’s pages have the policy and the frames of the log-in page, and are never kept or referred to', async () => {
    const logIn = await traderBrowser(bridge.url).open();
    for (const { status, headers } of await resetPages()) {
      assert.equal(headers['content-security-policy'], logIn.headers['content-security-policy'], String(status));
      assert.equal(headers['x-frame-options'], undefined);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['referrer-policy'], 'no-referrer');
    }
  });

  test('the forms of log-in and reset are none of each other: a ticket of one is refused by the other', async () => {
    const form = { email: 'trader@example.com', password: 'Sandbox-Trader-1' };
    const logInTicket = await traderBrowser(bridge.url).ticket();
    const resetTicket = ticketIn(await resetBrowser(bridge.url).open());
    assert.equal((await resetBrowser(bridge.url).post({ ...form, ticket: logInTicket })).status, 403);
    assert.equal((await traderBrowser(bridge.url).post({ ...form, ticket: resetTicket })).status, 403);
    const foreign = { 'Sec-Fetch-Site': 'cross-site' };
    assert.equal((await resetBrowser(bridge.url).post({ ...form, ticket: resetTicket }, '', foreign)).status, 403);
  });

  test('row 32: the policy allows no script at all, nothing inline and nothing from elsewhere', async () => {
    const policy = policyOf(await traderBrowser(bridge.url).open());
    assert.deepEqual(policy.get('default-src'), ["'none'"]);
    assert.deepEqual(policy.get('style-src'), ["'self'"]);
    assert.deepEqual(policy.get('img-src'), ["'self'"]);
    assert.deepEqual(policy.get('base-uri'), ["'none'"]);
    assert.equal(policy.get('script-src'), undefined);
    assert.doesNotMatch([...policy.values()].flat().join(' '), /unsafe|\*|data:|blob:/);
  });

  test('row 35: only the white label’s registered origins may frame its page, and a change shows at once', async () => {
    const europe = traderBrowser(bridge.url, { brokerName: 'tradingtech_wl_europe' });
    const origins = ['https://app.europe.example', 'https://web.europe.example:8443'];
    await setScreens('tradingtech_wl_europe', { frameOrigins: origins });
    const page = await europe.open();
    assert.deepEqual(policyOf(page).get('frame-ancestors'), origins);
    assert.equal(page.headers['x-frame-options'], undefined, 'it would contradict the list');
    const main = policyOf(await traderBrowser(bridge.url).open());
    assert.deepEqual(main.get('frame-ancestors'), [bridge.simulator.url]);
    await setScreens('tradingtech_wl_europe', { frameOrigins: [] });
    assert.deepEqual(policyOf(await europe.open()).get('frame-ancestors'), ["'none'"]);
  });

  test('the form may lead to us and to the origin of the success URL alone', async () => {
    const { successUrl } = bridge.app.brokers.get(BROKER).screens;
    await setScreens(BROKER, { successUrl: 'https://app.example:8443/done?x=1' });
    const policy = policyOf(await traderBrowser(bridge.url).open());
    assert.deepEqual(policy.get('form-action'), ["'self'", 'https://app.example:8443']);
    await setScreens(BROKER, { successUrl });
  });

  test('page, refused form, redirect and error page are never kept, referred to or sniffed', async () => {
    const browser = traderBrowser(bridge.url);
    const answers = [
      await browser.open(),
      await browser.logIn({ password: 'wrong' }),
      await browser.logIn(),
      await at('/auth/login'),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 401, 303, 400],
    );
    for (const { headers } of answers) {
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['x-powered-by'], undefined);
      assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/);
    }
    const withCookie = answers.filter(({ headers }) => headers['set-cookie'] !== undefined);
    assert.deepEqual(
      withCookie.map(({ status }) => status),
      [303],
    );
  });

  test('row 35: what is no page may be framed by nobody', async () => {
    const json = await send(`${bridge.url}/b/${BROKER}/oauth2/crmApiToken`, { method: 'POST', body: '{}' });
    for (const answer of [json, await at('/healthz'), await at('/nothing-here'), await at('/assets/screens.css')]) {
      assert.equal(answer.headers['x-frame-options'], 'DENY');
      assert.deepEqual(policyOf(answer).get('frame-ancestors'), ["'none'"]);
    }
  });

  test('an unknown address below the screens gets a page in the white label’s name that can be closed', async () => {
    for (const path of ['/inapp/nothing', '/auth/nothing', '/account', '/sso/x']) {
      const answer = await at(`/b/tradingtech_main${path}?lang=de`);
      assert.equal(answer.status, 404, path);
      assert.match(answer.text, /<html lang="de"/);
      assert.match(answer.text, /TradingTech/);
      assert.match(answer.text, /class="close" href="[^"]*\/callback\/success"/);
    }
    assert.match((await at('/inapp/nothing')).text, /<h1>/);
  });

  test('row 32: no page holds script, inline style, or anything from another place', async () => {
    const browser = traderBrowser(bridge.url);
    const pages = [
      await browser.open(),
      await browser.open('?firstLogin=true&lang=de&theme=dark'),
      await browser.logIn({ password: 'wrong' }),
      await browser.signUp({ email: 'x', password: 'y' }),
      await at('/auth/login'),
      ...(await resetPages()),
    ];
    for (const { text } of pages) {
      assert.doesNotMatch(text, /<script|<style|<iframe|<object|<base|javascript:|https?:\/\//i);
      assert.doesNotMatch(text, /<[^>]*\s(?:on\w+|style)\s*=/i);
      for (const [, source] of text.matchAll(/(?:src|href)="([^"]*)"/g)) assert.match(String(source), OWN_PLACES);
    }
  });

  test('the style sheet and the icon that a page of nobody names are there', async () => {
    const { text } = await at('/auth/login');
    const assets = [...text.matchAll(/href="(\/assets\/[^"]+)"/g)].map(([, path]) => String(path));
    assert.equal(assets.length, 2);
    for (const path of assets) assert.equal((await at(path)).status, 200, path);
    assert.match(String((await at('/assets/screens.css')).headers['content-type']), /^text\/css/);
    assert.equal((await at('/assets/../../package.json')).status, 404);
    assert.equal((await at('/assets/%2e%2e/%2e%2e/package.json')).status, 404);
  });

  test('row 32: a display name cannot break out of the page', async () => {
    const { displayName } = bridge.app.brokers.get(BROKER);
    const hostile = `</title><script>alert(1)</script>"' onload='x' {{7*7}} <%= 1 %>`;
    await bridge.app.brokers.update(BROKER, { displayName: hostile });
    const { text } = await traderBrowser(bridge.url).open();
    assert.doesNotMatch(text, /<script|<\/title><s/);
    assert.match(text, /&lt;script&gt;alert\(1\)/);
    await bridge.app.brokers.update(BROKER, { displayName });
  });

  const REFUSED = [
    { when: 'no broker is named', path: '/auth/login', status: 400, words: /does not say which broker/ },
    {
      when: 'only one of the two names is given',
      path: `/auth/login?brokerName=${BROKER}`,
      status: 400,
      words: /which broker/,
    },
    { when: 'the broker is unknown', path: '/b/nobody/auth/login', status: 401, words: /not known here/ },
    { when: 'the case differs', path: '/b/TradingTech_main/auth/login', status: 401, words: /not known here/ },
    { when: 'the name cannot be decoded', path: '/b/%ZZ/auth/login', status: 401, words: /not known here/ },
    {
      when: 'the name is an array',
      path: `/auth/login?brokerName[]=${BROKER}&brokerCrmName=tradingtech_crm`,
      status: 401,
      words: /not known here/,
    },
    {
      when: 'the names do not belong together',
      path: `/auth/login?brokerName=${BROKER}&brokerCrmName=financialhouse_crm`,
      status: 403,
      words: /more than one broker/,
    },
    {
      when: 'prefix and query disagree',
      path: `/b/${BROKER}/auth/login?brokerName=financialhouse_main`,
      status: 403,
      words: /more than one broker/,
    },
  ];

  for (const { when, path, status, words } of REFUSED) {
    test(`row 10: when ${when} there is a page that says so, with ${status}`, async () => {
      const page = await at(path);
      assert.equal(page.status, status);
      assert.match(String(page.headers['content-type']), /^text\/html/);
      assert.match(wordsOf(page), words);
      assert.match(page.text, new RegExp(`Reference: ${page.headers['x-request-id']}`));
      assert.doesNotMatch(page.text, /<form/);
    });
  }

  test('a disabled broker gets a page of its own, framed as its pages are, in its language; its form is refused too', async () => {
    const house = traderBrowser(bridge.url, { brokerName: 'financialhouse_main' });
    const ticket = await house.ticket();
    await bridge.app.brokers.update('financialhouse_main', { enabled: false });
    const page = await house.open('?lang=de&theme=dark');
    assert.equal(page.status, 403);
    assert.match(page.text, /<html lang="de" dir="ltr" data-theme="dark">/);
    assert.match(wordsOf(page), /zurzeit abgeschaltet/);
    assert.deepEqual(policyOf(page).get('frame-ancestors'), [bridge.simulator.url]);
    const refused = await house.post({ ticket, email: 'trader@example.com', password: 'Sandbox-Trader-1' });
    assert.equal(refused.status, 403);
    await bridge.app.brokers.update('financialhouse_main', { enabled: true });
    assert.equal((await house.logIn()).status, 303);
  });

  test('an error page without a broker speaks the language that the address asks for', async () => {
    const page = await at('/auth/login?lang=de&theme=light');
    assert.match(page.text, /<html lang="de" dir="ltr" data-theme="light">/);
    assert.match(wordsOf(page), /nennt keinen Broker/);
  });

  test('a method that the page does not take is answered 405 with a page and the methods that it takes', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const page = await send(`${bridge.url}/b/${BROKER}/auth/login`, { method });
      assert.equal(page.status, 405, method);
      assert.equal(page.headers.allow, 'GET, HEAD, POST');
      assert.match(String(page.headers['content-type']), /^text\/html/);
    }
  });
});
