import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { createBrandAssets } from '../../../../src/entrypoints/screens/brand/brand-assets.ts';
import { createIssuerPages } from '../../../../src/entrypoints/screens/issuer-pages/create-issuer-pages.ts';
import type { ReceivedRequest } from '../../../../src/http/mount-routes.ts';
import { createRenderView } from '../../../../src/http/render-view.ts';
import { loadTranslations, type Translations } from '../../../../src/http/translations.ts';
import { PROJECT_FOLDER } from '../../../support/start-bridge.ts';
import { send, wordsOf } from '../../../support/trader-browser.ts';
import { REDIRECT_URI, STAGE_BROKER } from '../../oidc/clients/oidc-stage.ts';
import { type AppStage, callbackOf, formActionOf, headingOf, OWN_APP, startAppStage } from './app-stage.ts';

const EVIL = 'https://evil.example/steal';

describe('the pages of an issuer', () => {
  let stage: AppStage;
  let translations: Translations;
  before(async () => {
    stage = await startAppStage();
    translations = await loadTranslations(`${PROJECT_FOLDER}/config/locales`);
  });
  after(() => stage?.close());

  const openAt = (path: string) => send(stage.issuer + path, { headers: { accept: 'text/html' } });

  test('row 22: a bad client or redirect URI is a page in the white label’s name, which leads nowhere the request says', async () => {
    const faults = [
      [stage.authorize({}, 'nobody'), 'invalid_client', /not known here/],
      [stage.authorize({ redirect_uri: EVIL }), 'invalid_redirect_uri', /not registered for it/],
      [stage.authorize({ redirect_uri: 'javascript:alert(1)' }), 'invalid_redirect_uri', /not registered for it/],
    ] as const;
    for (const [address, code, words] of faults) {
      const page = await send(address, { headers: { accept: 'text/html' } });
      assert.equal(page.status, 400);
      assert.equal(page.headers.location, undefined);
      assert.match(wordsOf(page), words);
      assert.match(page.text, new RegExp(`<code dir="ltr">${code}</code>`));
      assert.match(page.text, /Reference: [0-9a-f-]{36}/);
      assert.match(page.text, /class="close"/);
      assert.doesNotMatch(page.text + JSON.stringify(page.headers), /evil|alert\(/);
      assert.equal(page.headers['cache-control'], 'no-store');
      assert.doesNotMatch(page.text, /hreflang/, 'it would be the same request once more');
    }
  });

  test('a page speaks the language that the app names, or else the one that the browser prefers among those offered', async () => {
    const languageOf = async (address: string, preference: string) => {
      const page = await send(address, { headers: { accept: 'text/html', 'accept-language': preference } });
      return /<html lang="(\w+)"/.exec(page.text)?.[1];
    };
    const plain = stage.authorize({}, 'nobody');
    assert.equal(await languageOf(plain, 'xx, de-CH;q=0.7, en;q=0.9;, *;q=0.1'), 'en');
    assert.equal(await languageOf(plain, 'en;q=0, de'), 'de');
    assert.equal(await languageOf(plain, ';;,=,q'), 'en');
    assert.equal(await languageOf(stage.authorize({ ui_locales: 'de' }, 'nobody'), 'en'), 'de');
  });

  test('a request that an app began long ago is over, and the page says so', async () => {
    const page = await openAt('/auth/no-such-request');
    assert.ok(page.status >= 400 && page.status < 500);
    assert.match(wordsOf(page), /Go back to the app and start again/);
  });

  test('row 24: without a hint the trader is asked; “Stay logged in” ends nothing', async () => {
    const browser = await stage.signedInBrowser();
    const page = await browser.open(`${stage.issuer}/session/end`);
    assert.equal(headingOf(page), 'Log out');
    assert.match(page.text, />Stay logged in<\/a>/);
    assert.doesNotMatch(String(page.headers['content-security-policy']), /script|unsafe/);
    assert.ok(callbackOf(await browser.open(stage.authorize({ prompt: 'none' }))).get('code'));
    const over = await browser.send(await browser.open(`${stage.issuer}/session/end`));
    assert.equal(headingOf(over), 'You are logged out');
    const left = callbackOf(await browser.open(stage.authorize({ prompt: 'none' })));
    assert.equal(left.get('error'), 'login_required');
  });

  test('row 24: where an app asks, the trader may leave that app alone', async () => {
    const browser = await stage.signedInBrowser();
    await browser.open(stage.authorize());
    const page = await browser.open(`${stage.issuer}/session/end?client_id=${OWN_APP}`);
    assert.match(page.text, /Own app is logging you out/);
    const onlyApp = page.text.replace(/<button type="submit" name="logout"[^>]*>[^<]*<\/button>/, '');
    const done = await browser.send({ ...page, text: onlyApp });
    assert.match(done.text, /This applies to Own app only/);
    assert.ok(callbackOf(await browser.open(stage.authorize({ prompt: 'none' }))).get('code'), 'still signed in');
  });

  test('the question may lead to where the app is registered to be led, and nowhere else', async () => {
    const browser = await stage.signedInBrowser();
    const uri = `post_logout_redirect_uri=${encodeURIComponent('https://app.example/goodbye')}`;
    const page = await browser.open(`${stage.issuer}/session/end?client_id=${OWN_APP}&${uri}`);
    assert.match(formActionOf(page), / https:\/\/app\.example$/);
    const bad = await browser.open(`${stage.issuer}/session/end?client_id=${OWN_APP}&post_logout_redirect_uri=${EVIL}`);
    assert.equal(bad.status, 400);
    assert.doesNotMatch(bad.text + JSON.stringify(bad.headers), /evil/);
  });

  test('a log-out form without its secret, or with that of another browser, ends nothing', async () => {
    const browser = await stage.signedInBrowser();
    const page = await browser.open(`${stage.issuer}/session/end`);
    for (const secret of ['', 'x'.repeat(48)]) {
      const forged = { ...page, text: page.text.replace(/name="xsrf" value="[^"]*"/, `name="xsrf" value="${secret}"`) };
      assert.ok((await browser.send(forged)).status >= 400);
    }
    assert.ok(callbackOf(await browser.open(stage.authorize({ prompt: 'none' }))).get('code'));
  });

  test('row 32: no words of a request, of an app’s name or of an address become markup or policy', () => {
    const kit = {
      renderView: createRenderView(`${PROJECT_FOLDER}/views/screens`),
      brandAssets: createBrandAssets(readFileSync(`${PROJECT_FOLDER}/views/public/screens.css`, 'utf8')),
      translations,
    };
    const pages = createIssuerPages(kit);
    const broker = stage.app.brokers.get(STAGE_BROKER);
    const received = {
      context: {
        request: { method: 'GET', originalUrl: `/x?redirect_uri=${REDIRECT_URI}`, headers: {} },
        requestId: 'r',
      },
      query: {},
      body: {},
    } as unknown as ReceivedRequest;
    const evil = '"><script>alert(1)</script>';
    const replies = [
      pages.fault(broker, received, { error: evil, status: 400 }),
      pages.fault(undefined, received, { error: 'constructor', status: 400 }),
      pages.confirmLogout(broker, received, {
        ...{ action: evil, secret: evil, appName: evil },
        formOrigins: ["https://a.example; script-src 'unsafe-inline'", 'https:', '*', 'com.example.app:'],
      }),
      pages.loggedOut(broker, received, { appName: evil }),
    ];
    for (const { body, headers } of replies) {
      assert.doesNotMatch(body, /<script|app\.example/);
      assert.doesNotMatch(String(headers['content-security-policy']), /script|\*|https:(?:[ ;]|$)/);
    }
    assert.match(String(replies[2]?.headers['content-security-policy']), / com\.example\.app:;/);
  });
});
