import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseHtmlForms } from '../../../../src/conformance/html-form.ts';
import { ENGINES } from '../../../support/engines.ts';
import { SEEDED_TRADER, send, tokenIn, traderBrowser } from '../../../support/trader-browser.ts';
import { STAGE_BROKER, STAGE_USER_ID } from '../../oidc/clients/oidc-stage.ts';
import { type AppStage, callbackOf, startAppStage } from './app-stage.ts';

for (const { name, skip, open } of ENGINES) {
  describe(`a browser that is known on ${name}`, { skip }, () => {
    let stage: AppStage;
    before(async () => {
      stage = await startAppStage(await open());
    });
    after(() => stage?.close());

    const trader = () => traderBrowser(stage.url, { brokerName: STAGE_BROKER });
    const cookieOf = (answer: Awaited<ReturnType<typeof send>>) => String(answer.headers['set-cookie'] ?? '');

    test('row 33: a log-in gives the browser a cookie of this white label, new each time, that ends with the browser', async () => {
      const [first, second] = [await trader().logIn(), await trader().logIn({ keepMeLoggedIn: 'true' })];
      const form =
        /^__Host-session\.tradingtech_wl_europe=[\w-]{32}; Path=\/; Secure; HttpOnly; SameSite=None; Partitioned$/;
      assert.match(cookieOf(first), form);
      assert.match(cookieOf(second), /Max-Age=43200; Secure/);
      assert.notEqual(cookieOf(first).split(';')[0], cookieOf(second).split(';')[0]);
    });

    test('a refused log-in gives none', async () => {
      assert.equal(cookieOf(await trader().logIn({ password: 'wrong' })), '');
    });

    test('the form is as ever, with a button above it that goes on without a password', async () => {
      const browser = await stage.signedInBrowser();
      const page = await browser.open(stage.screen('/auth/login?lang=en'));
      const [known, form] = parseHtmlForms(page.text);
      assert.ok(known && form);
      assert.deepEqual(
        form.fields.map((field) => field.name),
        ['ticket', 'email', 'password', 'keepMeLoggedIn', ''],
      );
      assert.match(page.text, /Continue as trader@example\.com/);
      const left = await browser.send(page);
      const redeemed = await stage.platform.redeem(
        await stage.platform.crmApiToken(),
        new URL(left.url).searchParams.get('token') ?? '',
      );
      assert.deepEqual([redeemed.status, redeemed.body.userId], [200, STAGE_USER_ID]);
    });

    test('what the platform gets by that button ends with the browser’s session', async () => {
      const answer = await trader().logIn();
      const cookie = cookieOf(answer).split(';')[0] ?? '';
      const at = stage.screen('/auth/login');
      const page = await send(at, { headers: { cookie } });
      const [known] = parseHtmlForms(page.text);
      const body = new URLSearchParams(known?.fields.map((field): [string, string] => [field.name, field.value]));
      const headers = { cookie, 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
      const gone = () => send(at, { method: 'POST', headers, body: body.toString() });
      const token = tokenIn(await gone());
      await stage.app.access.logOut(stage.app.brokers.get(STAGE_BROKER), STAGE_USER_ID);
      const redeemed = await stage.platform.redeem(await stage.platform.crmApiToken(), token);
      assert.notEqual(redeemed.status, 200);
      assert.equal((await gone()).headers.location, undefined);
    });

    test('row 28: the cookie of another white label is nobody here', async () => {
      const main = await traderBrowser(stage.url, { brokerName: 'tradingtech_main' }).logIn();
      const [pair = ''] = cookieOf(main).split(';');
      const renamed = pair.replace('tradingtech_main', STAGE_BROKER);
      for (const cookie of [pair, renamed]) {
        const page = await send(stage.screen('/auth/login'), { headers: { cookie } });
        assert.doesNotMatch(page.text, /Continue as/);
      }
    });

    test('who logged in to the platform’s app is signed in for other apps', async () => {
      const browser = await stage.signedInBrowser(SEEDED_TRADER);
      assert.ok(callbackOf(await browser.open(stage.authorize({ prompt: 'none' }))).get('code'));
    });
  });
}
