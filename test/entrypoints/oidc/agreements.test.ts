import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ONE_TIME_TOKEN_GRANT } from '../../../src/lib/oidc-vocabulary.ts';
import { ENGINES } from '../../support/engines.ts';
import { callsMade } from '../../support/platform-traces.ts';
import { seedWith } from '../../support/seed-with.ts';
import { type PageAnswer, SEEDED_TRADER, send } from '../../support/trader-browser.ts';
import type { OidcBrowser } from './clients/oidc-browser.ts';
import { getTokens, goodRequest, newVerifier, OFFLINE } from './support/code-flow.ts';
import { basic, type Fields } from './support/issuer-caller.ts';
import { type IssuerStage, MAIN, SISTER, startIssuerStage } from './support/issuer-stage.ts';

let versions = 0;
const newVersion = (id = 'terms') => {
  versions += 1;
  return { id, version: String(versions), title: { en: `Terms ${versions}` }, url: 'https://broker.example/terms' };
};

for (const { name, skip, open } of ENGINES) {
  describe(`apps of traders with outstanding agreements, on ${name}`, { skip }, () => {
    let stage: IssuerStage;
    before(async () => {
      stage = await startIssuerStage({ ...(await open()), seed: seedWith(MAIN, { agreements: [] }) });
    });
    after(() => stage.close());
    beforeEach(async () => {
      await stage.app.brokers.update(MAIN, { agreements: [newVersion()] });
      await stage.simulator.clearCalls();
    });

    const broker = (brokerName = MAIN) => stage.app.brokers.get(brokerName);
    const request = (changes: Fields = {}) => stage.at().authorizeUrl(goodRequest(newVerifier(), changes));
    const hasCode = ({ url }: Pick<PageAnswer, 'url'>) => new URL(url).searchParams.has('code');

    async function userOf(brokerName = MAIN) {
      const user = await stage.app.users.findByEmail(brokerName, SEEDED_TRADER.email);
      assert.ok(user);
      return user;
    }

    const isSigned = async () => !(await stage.app.agreements.hasOutstanding(broker(), (await userOf()).id));
    const signAll = async () => stage.app.agreements.import(broker(), await userOf());

    /** Signs in, and stops at the agreements. */
    async function reach(browser: OidcBrowser, changes: Fields = {}): Promise<PageAnswer> {
      const page = await browser.send(await browser.open(request(changes)), SEEDED_TRADER);
      assert.match(new URL(page.url).pathname, /\/auth\/agreements$/);
      assert.equal(page.status, 200, page.text);
      return page;
    }

    test('they stand between sign-in and the answer to an app of the broker’s own, and are reported', async () => {
      const browser = stage.newBrowser();
      const page = await reach(browser, { ui_locales: 'de' });
      assert.match(page.text, /<html[^>]* lang="de"/);
      assert.match(page.text, /<a href="https:\/\/broker\.example\/terms"/);
      assert.doesNotMatch(page.text, /<a class="close"/);
      assert.equal(await isSigned(), false);
      assert.ok(hasCode(await browser.send(page, {}, { button: 'accept' })));
      assert.equal(await isSigned(), true);
      assert.ok((await callsMade(stage.simulator)).includes('3.13'));
      assert.ok(hasCode(await browser.open(request())), 'and are not asked for again');
    });

    test('an app of somebody else’s is consented to only after them', async () => {
      const browser = stage.newBrowser();
      const consent = await browser.send(await reach(browser, { client_id: 'third-party' }), {}, { button: 'accept' });
      assert.match(new URL(consent.url).pathname, /\/auth\/consent$/);
      assert.ok(hasCode(await browser.send(consent, {}, { button: 'allow' })));
    });

    test('an app that may show nothing is told that the trader has something to do, and gets its code afterwards', async () => {
      const browser = stage.newBrowser();
      await signAll();
      await browser.logIn(request());
      const silently = async () => new URL((await browser.open(request({ prompt: 'none' }))).url).searchParams;
      assert.ok((await silently()).has('code'));
      await stage.app.agreements.publish(broker(), newVersion());
      assert.equal((await silently()).get('error'), 'interaction_required');
      assert.ok(hasCode(await browser.send(await browser.open(request()), {}, { button: 'accept' })));
      assert.ok((await silently()).has('code'));
    });

    test('who cancels is led back to the app with access_denied, and has signed nothing', async () => {
      const browser = stage.newBrowser();
      const left = await browser.send(await reach(browser), {}, { button: 'refuse' });
      assert.equal(new URL(left.url).searchParams.get('error'), 'access_denied');
      assert.equal(await isSigned(), false);
    });

    test('one that is not ticked is asked for, and one that was published since too', async () => {
      const browser = stage.newBrowser();
      const page = await reach(browser);
      await stage.app.agreements.publish(broker(), newVersion('privacy'));
      const again = await browser.send(page, {}, { button: 'accept' });
      assert.equal(again.status, 400);
      assert.match(again.text, /name="agreement-privacy"[^>]* aria-invalid="true"/);
      assert.ok(hasCode(await browser.send(again, {}, { button: 'accept' })));
    });

    test('the page can be loaded again, and leads on when everything is signed by then', async () => {
      const browser = stage.newBrowser();
      const page = await reach(browser);
      assert.equal((await browser.open(page.url)).status, 200);
      await signAll();
      assert.ok(hasCode(await browser.open(page.url)));
    });

    test('a page that is sent twice signs once, and keeps nobody out', async () => {
      const browser = stage.newBrowser();
      const page = await reach(browser);
      assert.ok(hasCode(await browser.send(page, {}, { button: 'accept' })));
      const second = await browser.send(page, {}, { button: 'accept' });
      assert.ok(hasCode(second) || second.status === 410, second.text);
      const { version } = broker().agreements[0] ?? {};
      const signed = await stage.app.agreements.listSigned(broker(), await userOf());
      assert.equal(signed.filter((one) => one.version === version).length, 1);
    });

    test('a request that waits at the agreements is nothing to another browser, nor a reason to skip the sign-in', async () => {
      const page = await reach(stage.newBrowser());
      const stranger = stage.newBrowser();
      assert.notEqual((await stranger.open(page.url)).status, 200);
      const atLogin = new URL(page.url);
      atLogin.pathname = atLogin.pathname.replace('agreements', 'consent');
      assert.notEqual((await stranger.open(atLogin)).status, 200);
    });

    test('what an app has goes on: refresh and userinfo are not stopped', async () => {
      await signAll();
      const tokens = await getTokens(stage.at(), stage.newBrowser(), OFFLINE);
      await stage.app.agreements.publish(broker(), newVersion());
      const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
      const renewed = await stage.at().token(form, basic('web'));
      assert.equal(renewed.status, 200, renewed.text);
    });

    test('a one-time token is not traded for an app’s tokens, and stays good', async () => {
      const { access } = stage.app;
      const { platformUserId } = await userOf();
      const token = await access.issueSignInToken(broker(), platformUserId ?? 0, false);
      const trade = () =>
        stage.at().token({ grant_type: ONE_TIME_TOKEN_GRANT, token, scope: 'openid' }, basic('back-end'));
      const refused = await trade();
      assert.deepEqual([refused.status, refused.body.error], [400, 'interaction_required']);
      await signAll();
      assert.equal((await trade()).status, 200);
    });

    test('row 28: what was signed at another white label counts for nothing', async () => {
      await stage.app.brokers.update(SISTER, { agreements: broker().agreements });
      await stage.app.agreements.import(broker(SISTER), await userOf(SISTER));
      await reach(stage.newBrowser());
      await stage.app.brokers.update(SISTER, { agreements: [] });
    });

    test('a form without a ticket of ours signs nothing', async () => {
      const browser = stage.newBrowser();
      const page = await reach(browser);
      const cookie = [...browser.cookies].map(([cookieName, value]) => `${cookieName}=${value}`).join('; ');
      const tick = /name="agreement-terms" value="([0-9a-f]{64})"/.exec(page.text)?.[1] ?? '';
      const forged = await send(page.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin', cookie },
        body: new URLSearchParams({ 'agreement-terms': tick, go: 'accept' }).toString(),
      });
      assert.notEqual(forged.status, 303);
      assert.equal(await isSigned(), false);
    });
  });
}
