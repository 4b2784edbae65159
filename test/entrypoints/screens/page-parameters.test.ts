import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { platformCaller } from '../../support/platform-caller.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, send, tokenIn, traderBrowser } from '../../support/trader-browser.ts';
import { formActionIn, switchLinkIn } from './read-page.ts';

const BROKER = 'tradingtech_main';
const CRM = 'tradingtech_crm';

describe('the parameters of the log-in page', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  const open = (query = '') => traderBrowser(bridge.url).open(query);
  const languageOf = ({ text }: PageAnswer) => /<html lang="([^"]*)"/.exec(text)?.[1];
  const headingOf = ({ text }: PageAnswer) => /<h1>([^<]*)<\/h1>/.exec(text)?.[1];
  const themeOf = ({ text }: PageAnswer) => /<html[^>]* data-theme="([^"]*)"/.exec(text)?.[1];

  test('lang: a supported language is spoken, in any case', async () => {
    for (const query of ['?lang=de', '?lang=DE']) {
      const page = await open(query);
      assert.deepEqual([languageOf(page), headingOf(page)], ['de', 'Anmelden']);
    }
    assert.deepEqual([languageOf(await open('?lang=en')), headingOf(await open('?lang=en'))], ['en', 'Log in']);
  });

  test('lang: an unsupported one, or none, or rubbish, gives the white label’s default and stays in the URL', async () => {
    for (const query of [
      '?lang=xx',
      '?lang=',
      '',
      '?lang=de&lang=en',
      '?lang[]=de',
      '?lang=../../etc',
      '?lang=__proto__',
    ]) {
      const page = await open(query);
      assert.deepEqual([page.status, languageOf(page)], [200, 'en'], query);
      assert.equal(formActionIn(page), query === '' ? '?' : query);
      for (const [name, value] of new URLSearchParams(query)) {
        assert.ok(new URLSearchParams(switchLinkIn(page)).getAll(name).includes(value), query);
      }
    }
  });

  test('lang: the default is the white label’s own, and so is the list of languages', async () => {
    const { screens } = bridge.app.brokers.get('financialhouse_main');
    const german = { ...screens, languages: ['de', 'sv'], defaultLanguage: 'de' };
    await bridge.app.brokers.update('financialhouse_main', { screens: german });
    const house = traderBrowser(bridge.url, { brokerName: 'financialhouse_main' });
    for (const query of ['', '?lang=en', '?lang=sv', '?lang=xx'])
      assert.equal(languageOf(await house.open(query)), 'de');
    const swedish = { ...screens, languages: ['sv'], defaultLanguage: 'sv' };
    await bridge.app.brokers.update('financialhouse_main', { screens: swedish });
    assert.equal(languageOf(await house.open()), 'en', 'what we do not speak falls back to English');
  });

  test('theme: light and dark are set on the page, anything else leaves it to the device', async () => {
    assert.equal(themeOf(await open('?theme=light')), 'light');
    assert.equal(themeOf(await open('?theme=dark')), 'dark');
    for (const query of ['', '?theme=', '?theme=blue', '?theme=dark&theme=light', '?theme=%22%3E%3Cscript%3E']) {
      const page = await open(query);
      assert.deepEqual([page.status, themeOf(page)], [200, undefined], query);
      assert.match(page.text, /<meta name="color-scheme" content="light dark">/);
    }
  });

  test('firstLogin: true shows the sign-up form, anything else the log-in form', async () => {
    const signUp = await open('?firstLogin=true');
    assert.equal(headingOf(signUp), 'Create account');
    assert.match(signUp.text, /name="step" value="credentials"/);
    assert.match(signUp.text, /autocomplete="new-password"/);
    for (const query of ['', '?firstLogin=false', '?firstLogin=TRUE1', '?firstLogin=true&firstLogin=false']) {
      const page = await open(query);
      assert.equal(headingOf(page), 'Log in', query);
      assert.doesNotMatch(page.text, /name="firstName"/);
      assert.match(page.text, /autocomplete="current-password"/);
    }
  });

  test('the two forms link to each other and keep every other parameter, however it is written', async () => {
    const query =
      '?lang=de&theme=dark&source=iOS&partnerId=p%2B1&utm_source=what%3Fnot&utm_term=a?b&gclid=x&tag=1&tag=2&name=%C3%BC%20%26&empty=';
    const before = new URLSearchParams(query);
    const link = switchLinkIn(await open(query));
    const there = new URLSearchParams(link);
    assert.equal(there.get('firstLogin'), 'true');
    there.delete('firstLogin');
    assert.deepEqual([...there], [...before]);
    const signUp = await open(link);
    assert.equal(headingOf(signUp), 'Konto erstellen');
    const back = new URLSearchParams(switchLinkIn(signUp));
    assert.equal(back.get('firstLogin'), 'false');
    back.delete('firstLogin');
    assert.deepEqual([...back], [...before]);
  });

  test('form and link stay under the prefix of the white label, and at its own address with parameters', async () => {
    for (const path of [`/b/${BROKER}/auth/login`, `/auth/login?brokerName=${BROKER}&brokerCrmName=${CRM}`]) {
      const page = await send(bridge.url + path);
      const base = bridge.url + path;
      for (const reference of [formActionIn(page), switchLinkIn(page)]) {
        const target = new URL(reference, base);
        assert.equal(target.origin + target.pathname, new URL(base).origin + new URL(base).pathname);
        assert.equal(target.searchParams.get('brokerName'), new URL(base).searchParams.get('brokerName'));
        assert.equal((await send(target.href)).status, 200);
      }
    }
  });

  test('a form that is refused comes back in the same language, theme and place', async () => {
    const query = '?lang=de&theme=dark&utm_source=news';
    const page = await traderBrowser(bridge.url).logIn({ password: 'wrong' }, query);
    assert.deepEqual([page.status, languageOf(page), themeOf(page)], [401, 'de', 'dark']);
    assert.equal(formActionIn(page), query);
    assert.match(page.text, /Die E-Mail-Adresse oder das Passwort ist falsch\./);
  });

  test('the page names the white label and never another platform', async () => {
    const page = await traderBrowser(bridge.url, { brokerName: 'tradingtech_wl_europe' }).open();
    assert.match(page.text, /<title>Log in – TradingTech Europe<\/title>/);
    assert.doesNotMatch(page.text, /ctrader|spotware|metatrader/i);
  });

  test('row 7: HEAD gets the headers of the page and nothing else', async () => {
    const head = await send(`${bridge.url}/b/${BROKER}/auth/login`, { method: 'HEAD' });
    const page = await open();
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.equal(head.headers['content-security-policy'], page.headers['content-security-policy']);
    assert.equal(head.headers['content-type'], 'text/html; charset=utf-8');
  });

  test('row 7: HEAD, prefetch and GET of a page with a token in its address consume nothing', async () => {
    const token = tokenIn(await traderBrowser(bridge.url).logIn());
    const url = `${bridge.url}/b/${BROKER}/auth/login?token=${token}`;
    await send(url, { method: 'HEAD' });
    for (const headers of [{ 'Sec-Purpose': 'prefetch' }, { Purpose: 'prefetch' }, { 'X-Moz': 'prefetch' }, {}]) {
      assert.equal((await send(url, { headers })).status, 200);
    }
    const platform = platformCaller(bridge.url, BROKER);
    assert.equal((await platform.redeem(await platform.crmApiToken(), token)).status, 200);
  });
});
