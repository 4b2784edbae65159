import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Branding, Broker } from '../../../../src/domain/brokers/broker.ts';
import { dataAddress, sampleSvg } from '../../../support/sample-images.ts';
import { startTestBridge, type TestBridge } from '../../../support/start-bridge.ts';
import { type PageAnswer, send, traderBrowser } from '../../../support/trader-browser.ts';
import { brandAddressesIn } from './brand-addresses.ts';

const BROKER = 'financialhouse_main';

describe('the looks of a white label on its pages', () => {
  let bridge: TestBridge;
  let browser: ReturnType<typeof traderBrowser>;
  before(async () => {
    bridge = await startTestBridge();
    browser = traderBrowser(bridge.url, { brokerName: BROKER });
    const { screens } = bridge.app.brokers.get(BROKER);
    await bridge.app.brokers.update(BROKER, { screens: { ...screens, languages: ['en', 'xx', 'de'] } });
  });
  after(() => bridge.close());

  async function setBranding(change: Partial<Branding>): Promise<void> {
    const { branding } = bridge.app.brokers.get(BROKER);
    await bridge.app.brokers.update(BROKER, { branding: { ...branding, ...change } });
  }

  const footerOf = ({ text }: PageAnswer) => /<footer[\s\S]*<\/footer>/.exec(text)?.[0] ?? '';
  const wordsIn = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

  test('every page says who is behind it, what is at risk, and how to reach support', async () => {
    for (const path of [
      '/auth/login',
      '/auth/login?firstLogin=true',
      '/auth/reset-password',
      '/inapp/deposit?token=x',
    ]) {
      const footer = footerOf(await send(`${bridge.url}/b/${BROKER}${path}`));
      assert.match(wordsIn(footer), /Financial House SA · An example company\. Licence SB0003/, path);
      assert.match(footer, /<p lang="en" dir="ltr">You may lose more quickly/, path);
      assert.match(footer, /<a href="mailto:desk@financialhouse\.example\.com">/, path);
      assert.match(footer, /<bdi>financialhouse\.example\.com\/contact<\/bdi>/, path);
    }
  });

  test('a telephone number can be called; another site is named and not linked, so that nothing leaves the app', async () => {
    await setBranding({ support: { email: null, phone: '+49 (30) 23125-0102', url: 'https://a.example/' } });
    const footer = footerOf(await browser.open());
    assert.match(footer, /<a href="tel:\+4930231250102"><bdi>\+49 \(30\) 23125-0102<\/bdi><\/a>/);
    assert.doesNotMatch(footer, /https?:|target=|mailto:/);
    assert.match(footer, /<bdi>a\.example<\/bdi>/);
  });

  test('the risk warning is in the page’s language, else in the default one, and says which', async () => {
    const warning = async (query: string) =>
      /<p lang="(\w+)" dir="\w+">([^<]*)/.exec(footerOf(await browser.open(query)));
    assert.deepEqual((await warning('?lang=de'))?.slice(1, 2), ['de']);
    await setBranding({ riskWarning: { en: 'In English.', fr: 'En français.' } });
    assert.deepEqual((await warning('?lang=de'))?.slice(1), ['en', 'In English.']);
    await setBranding({ riskWarning: { fr: 'En français.' } });
    assert.equal(await warning('?lang=de'), null);
  });

  test('who has nothing to say has no small print but the languages', async () => {
    const support = { email: null, phone: null, url: null };
    await setBranding({ legalEntity: '', jurisdiction: '', riskWarning: {}, support });
    assert.match(wordsIn(footerOf(await browser.open())), /^\s*Language: English Deutsch/);
  });

  test('the logo follows the theme that the app asks for, and the device where it asks for none', async () => {
    const names = async (query: string) =>
      brandAddressesIn(await browser.open(query)).flatMap((address) => /logo-\w+/.exec(address) ?? []);
    assert.deepEqual(await names(''), ['logo-dark', 'logo-light']);
    assert.deepEqual(await names('?theme=light'), ['logo-light']);
    assert.deepEqual(await names('?theme=dark'), ['logo-dark']);
    await setBranding({ logoDark: null });
    for (const query of ['', '?theme=dark']) assert.deepEqual(await names(query), ['logo-light']);
  });

  test('a logo leaves room for itself, and is read as the name; without one the name stands there', async () => {
    await setBranding({ logoLight: dataAddress('svg+xml', sampleSvg()) });
    assert.match((await browser.open()).text, /<img src="[^"]+" width="120" height="32" alt="Financial House">/);
    await setBranding({ logoLight: null });
    assert.match((await browser.open()).text, /<p class="brand">\s*<bdi>Financial House<\/bdi>/);
  });

  test('other languages are links to the same page; every other parameter stays, and a token never does', async () => {
    const linksIn = (page: PageAnswer) => [...footerOf(page).matchAll(/href="(\?[^"]*)"/g)].map(([, link]) => link);
    assert.deepEqual(linksIn(await browser.open('?theme=dark&utm_source=a%26b')), [
      '?theme=dark&amp;utm_source=a%26b&amp;lang=de',
    ]);
    assert.deepEqual(linksIn(await browser.open('?lang=de&firstLogin=true')), ['?lang=en&amp;firstLogin=true']);
    assert.match(footerOf(await browser.open()), /lang="de" hreflang="de">Deutsch</);
    assert.deepEqual(
      linksIn(await send(`${bridge.url}/b/${BROKER}/inapp/deposit?token=x`)),
      [],
      'it would lose the page',
    );
    assert.deepEqual(linksIn(await browser.logIn({ password: 'wrong' })), [], 'it would lose what was typed');
  });

  /** Tags with the names of their attributes: what a page is made of, whatever it says. */
  const skeletonOf = ({ text }: PageAnswer) =>
    [...text.matchAll(/<(\/?[a-z!][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(([, tag, attributes = '']) =>
      [tag, ...[...attributes.matchAll(/\s([a-z-]+)(?:="[^"]*")?/gi)].map(([, name]) => name)].join(' '),
    );

  /** Past every check, as an old or a hostile hand could have written it. */
  async function writeRecord(change: Partial<Broker>): Promise<void> {
    const { revision, platformPasswords: _kept, ...settings } = bridge.app.brokers.get(BROKER);
    assert.ok(await bridge.app.storage.brokers.replaceBroker({ ...settings, ...change }, revision));
    await bridge.app.brokers.refresh();
  }

  test('row 32: whatever stands in a brand, even past the checks, the page is made of the same and so are its headers', async () => {
    const { branding } = bridge.app.brokers.get(BROKER);
    const recordOf = (text: string): Partial<Broker> => ({
      displayName: text,
      branding: {
        ...branding,
        logoLight: text,
        logoDark: text,
        favicon: text,
        accentLight: text,
        accentDark: text,
        legalEntity: text,
        jurisdiction: text,
        riskWarning: { en: text },
        support: { email: text, phone: text, url: text },
      },
    });
    await writeRecord(recordOf('plain'));
    const plain = await browser.open();
    const hostile = fc.oneof(
      fc.constantFrom(
        '</title></footer></main><script>alert(1)</script>',
        '" onload="alert(1)" x="',
        "' onerror='alert(1)'",
        '--><svg onload=alert(1)>',
        '{{constructor.constructor("alert(1)")()}} <%= process.env %> #{1}',
        'x"; script-src *; y',
        'x\r\nSet-Cookie: a=b\r\n\r\n<html>',
        '}*{display:none}@import "//evil.example"',
        'javascript:alert(1)',
        'data:image/svg+xml;base64,PHN2Zz48c2NyaXB0PmFsZXJ0KDEpPC9zY3JpcHQ+PC9zdmc+',
        '\u202e\u0000\ud800',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        fc.pre(text.toWellFormed() === text && !text.includes('\0'));
        await writeRecord(recordOf(text));
        const page = await browser.open();
        assert.deepEqual([page.status, skeletonOf(page)], [200, skeletonOf(plain)]);
        assert.equal(page.headers['content-security-policy'], plain.headers['content-security-policy']);
        assert.deepEqual(Object.keys(page.headers).sort(), Object.keys(plain.headers).sort());
        const [sheet = ''] = brandAddressesIn(page);
        assert.equal((await send(bridge.url + sheet)).text, (await send(bridge.url + brandAddressesIn(plain)[0])).text);
      }),
      { numRuns: 60 },
    );
  });
});
