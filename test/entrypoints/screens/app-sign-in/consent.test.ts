import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseHtmlForms } from '../../../../src/conformance/html-form.ts';
import { ENGINES } from '../../../support/engines.ts';
import { newEmail, type PageAnswer, wordsOf } from '../../../support/trader-browser.ts';
import type { OidcBrowser } from '../../oidc/clients/oidc-browser.ts';
import { STAGE_BROKER, STAGE_USER_ID } from '../../oidc/clients/oidc-stage.ts';
import { type AppStage, callbackOf, formActionOf, headingOf, STRANGERS_APP, startAppStage } from './app-stage.ts';

const ACCOUNTS = { scope: 'openid email accounts trading' };

for (const { name, skip, open } of ENGINES) {
  describe(`consenting to what an app asks for on ${name}`, { skip }, () => {
    let stage: AppStage;
    before(async () => {
      stage = await startAppStage(await open());
    });
    after(() => stage?.close());

    const asking = (parameters: Readonly<Record<string, string>> = ACCOUNTS) =>
      stage.authorize(parameters, STRANGERS_APP);
    const choicesIn = (page: PageAnswer) =>
      (parseHtmlForms(page.text)[0]?.fields ?? []).filter(({ type }) => type === 'checkbox');
    const without = (page: PageAnswer, ...names: string[]) => ({
      ...page,
      text: names.reduce(
        (text, one) => text.replace(`name="${one}" value="true" checked`, `name="${one}" value="true"`),
        page.text,
      ),
    });
    const refuse = (browser: OidcBrowser, page: PageAnswer) =>
      browser.send({ ...page, text: page.text.replace('name="go" value="allow"', 'name="go" value="refuse"') });

    test('the page says who asks and for what, with the trader’s accounts ticked, and may end at the app alone', async () => {
      const browser = await stage.signedInBrowser();
      const page = await browser.open(
        asking({ scope: 'openid profile email accounts trading payments offline_access', prompt: 'consent' }),
      );
      assert.equal(headingOf(page), 'Copy & trade asks for access');
      for (const words of [
        'who you are',
        'your name',
        'email address',
        'see your trading',
        'trade on',
        'deposits',
        'while you are not using',
      ]) {
        assert.match(page.text, new RegExp(`<li>[^<]*${words}`));
      }
      assert.equal(choicesIn(page).length, 2);
      assert.ok(choicesIn(page).every(({ checked }) => checked));
      assert.match(formActionOf(page), /https:\/\/app\.example/);
      assert.doesNotMatch(String(page.headers['content-security-policy']), /script|unsafe/);
    });

    test('all ticked: the app learns of all accounts, those of later included', async () => {
      const browser = await stage.signedInBrowser();
      const left = await browser.send(await browser.open(asking()));
      const { accounts } = await stage.claimsOf(left.url, STRANGERS_APP);
      assert.equal((accounts as unknown[]).length, 2);
    });

    test('some ticked: the app learns of those alone, and a later consent to something else leaves it so', async () => {
      const browser = await stage.signedInBrowser();
      const page = await browser.open(asking());
      const [first, second] = choicesIn(page);
      assert.ok(first && second);
      const left = await browser.send(without(page, first.name));
      const claims = await stage.claimsOf(left.url, STRANGERS_APP);
      assert.deepEqual(
        (claims.accounts as { login: number }[]).map(({ login }) => `account-${login}`),
        [second.name],
      );

      const more = await browser.open(asking({ scope: 'openid email accounts trading profile' }));
      assert.deepEqual(choicesIn(more), [], 'nothing about accounts is asked');
      const again = await stage.claimsOf((await browser.send(more)).url, STRANGERS_APP);
      assert.deepEqual(
        (again.accounts as { login: number }[]).map(({ login }) => `account-${login}`),
        [second.name],
      );
    });

    test('none ticked is said beside the boxes, and what was ticked stays', async () => {
      const browser = await stage.signedInBrowser();
      const page = await browser.open(asking());
      const refused = await browser.send(without(page, ...choicesIn(page).map((one) => one.name)));
      assert.equal(refused.status, 400);
      assert.equal(wordsOf(refused), 'Tick at least one trading account.');
      assert.ok(choicesIn(refused).every(({ checked }) => !checked));
    });

    test('row 28: an account of another trader or of nobody is refused', async () => {
      const other = stage.newBrowser();
      let sign = await other.open(stage.screen('/auth/login?firstLogin=true'));
      const typed = { email: newEmail(), password: 'A-long-enough-1', firstName: 'Ada', lastName: 'King' };
      while (sign.url.startsWith(stage.url) && sign.status === 200) sign = await other.send(sign, typed);
      const otherUser = await stage.app.users.findByEmail(STAGE_BROKER, typed.email);
      assert.ok(otherUser);
      const [foreign] = await stage.app.trading.listAccounts(stage.app.brokers.get(STAGE_BROKER), otherUser);
      assert.ok(foreign);
      const browser = await stage.signedInBrowser();
      const page = await browser.open(asking());
      const [own] = choicesIn(page);
      for (const login of [String(foreign.login), '1', '-1', 'x', '']) {
        const tampered = { ...page, text: page.text.replaceAll(`name="${own?.name}"`, `name="account-${login}"`) };
        const refused = await browser.send(tampered);
        assert.equal(refused.status, 404, login);
        assert.match(wordsOf(refused), /no such trading account/);
      }
    });

    test('“Refuse” leads back without a code, whatever is ticked', async () => {
      const browser = await stage.signedInBrowser();
      const left = callbackOf(await refuse(browser, await browser.open(asking())));
      assert.deepEqual([left.get('error'), left.get('code')], ['access_denied', null]);
    });

    test('a second click is harmless', async () => {
      const browser = await stage.signedInBrowser();
      const page = await browser.open(asking());
      const answers = await Promise.all([browser.send(page), browser.send(page)]);
      assert.ok(answers.some(({ url }) => url.includes('code=')));
      assert.ok(answers.every(({ status }) => status < 500));
      assert.equal((await browser.send(page)).status, 410);
    });

    test('a form that another white label’s or another page’s ticket stands in is refused', async () => {
      const browser = await stage.signedInBrowser();
      const page = await browser.open(asking());
      const logIn = await stage.newBrowser().open(stage.screen('/auth/login'));
      const ticket = /name="ticket" value="([^"]*)"/.exec(logIn.text)?.[1] ?? '';
      const forged = {
        ...page,
        text: page.text.replace(/name="ticket" value="[^"]*"/, `name="ticket" value="${ticket}"`),
      };
      const refused = await browser.send(forged);
      assert.equal(refused.status, 403);
      assert.equal(headingOf(refused), 'Copy & trade asks for access');
    });

    test('row 33: who was logged out since is shown nothing, and allows nothing', async () => {
      const browser = await stage.signedInBrowser();
      const page = await browser.open(asking({ ...ACCOUNTS, prompt: 'consent' }));
      await stage.app.access.logOut(stage.app.brokers.get(STAGE_BROKER), STAGE_USER_ID);
      for (const answer of [await browser.open(page.url), await browser.send(page)]) {
        assert.equal(answer.status, 410);
        assert.doesNotMatch(answer.text, /trader@example|account-/);
      }
    });
  });
}
