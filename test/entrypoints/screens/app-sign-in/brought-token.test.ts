import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../../support/engines.ts';
import { newEmail, send, wordsOf } from '../../../support/trader-browser.ts';
import { STAGE_BROKER, STAGE_USER_ID } from '../../oidc/clients/oidc-stage.ts';
import { type AppStage, callbackOf, headingOf, startAppStage, TRADER } from './app-stage.ts';

const PASSWORD = 'A-long-enough-1';

for (const { name, skip, open } of ENGINES) {
  describe(`an app that brings a one-time token on ${name}`, { skip }, () => {
    let stage: AppStage;
    before(async () => {
      stage = await startAppStage(await open());
    });
    after(() => stage?.close());

    const newToken = () => {
      const broker = stage.app.brokers.get(STAGE_BROKER);
      return stage.app.access.generateInappOneTimeToken(broker, STAGE_USER_ID);
    };
    const bringing = (token: string) => stage.authorize({ one_time_token: token });

    /** As far as our page, which is not opened. */
    async function ledTo(address: string) {
      const { headers } = await send(address);
      const cookies = (headers['set-cookie'] ?? [])
        .map((line) => line.split(';')[0])
        .filter((pair) => pair?.startsWith('app-request='));
      return { page: String(headers.location), cookie: cookies.join('; ') };
    }

    test('the trader of the token is signed in without a form', async () => {
      const acr = { acr_values: 'urn:drawbridge:acr:one-time-token' };
      const asked = stage.authorize({ one_time_token: await newToken(), ...acr });
      const left = await stage.newBrowser().open(asked);
      const claims = await stage.claimsOf(left.url);
      assert.deepEqual([claims.ctid, claims.acr], [STAGE_USER_ID, acr.acr_values]);
    });

    test('row 7: HEAD and prefetch requests of the page spend nothing', async () => {
      const token = await newToken();
      const { page, cookie } = await ledTo(bringing(token));
      for (const [method, headers] of [
        ['HEAD', {}],
        ['GET', { 'Sec-Purpose': 'prefetch' }],
      ] as const) {
        const looked = await send(page, { method, headers: { cookie, ...headers } });
        assert.equal(looked.headers.location, undefined);
      }
      const answer = await send(page, { headers: { cookie } });
      assert.equal(answer.status, 303);
    });

    test('one that is spent, over, of another white label or no token shows the form, and why', async () => {
      const spent = await newToken();
      await stage.newBrowser().open(bringing(spent));
      const main = stage.app.brokers.get('tradingtech_main');
      const foreign = await stage.app.access.generateInappOneTimeToken(main, 10345533);
      const old = await newToken();
      stage.clock.advance(61_000);
      for (const token of [spent, foreign, old, 'rubbish']) {
        const browser = stage.newBrowser();
        const page = await browser.open(bringing(token));
        assert.equal(page.status, 200);
        assert.equal(headingOf(page), 'Log in to Own app');
        assert.match(page.text, /class="notice" role="status">You could not be logged in automatically/);
        assert.ok(callbackOf(await browser.send(page, TRADER)).get('code'));
      }
      assert.equal((await stage.newBrowser().open(stage.authorize())).text.includes('automatically'), false);
    });

    test('of 20 requests at once one is signed in', async () => {
      const address = bringing(await newToken());
      const answers = await Promise.all(Array.from({ length: 20 }, () => stage.newBrowser().open(address)));
      assert.equal(answers.filter(({ url }) => url.includes('code=')).length, 1);
      assert.ok(answers.every(({ status }) => status < 500));
    });

    test('who is signed in as somebody else is asked first, and stays who they are until then', async () => {
      const email = newEmail();
      const browser = stage.newBrowser();
      let page = await browser.open(stage.screen('/auth/login?firstLogin=true'));
      const typed = { email, password: PASSWORD, firstName: 'Ada', lastName: 'King' };
      while (page.url.startsWith(stage.url) && page.status === 200) page = await browser.send(page, typed);

      const asked = await browser.open(bringing(await newToken()));
      assert.equal(headingOf(asked), 'Continue to Own app?');
      assert.match(asked.text, /Somebody else is logged in/);
      const silent = await browser.open(stage.authorize({ prompt: 'none' }));
      assert.equal((await stage.claimsOf(silent.url)).email, email);

      const again = await browser.open(bringing(await newToken()));
      const ofOther = await browser.send({
        ...again,
        text: again.text.replace(/name="proof" value="[^"]*"/, 'name="proof" value="x.y.z"'),
      });
      assert.match(wordsOf(ofOther), /Please log in again/);
      const left = await browser.send(again);
      assert.equal((await stage.claimsOf(left.url)).email, TRADER.email);
    });

    test('row 33: that question is worth nothing after a log-out everywhere, nor for another request', async () => {
      const browser = stage.newBrowser();
      const email = newEmail();
      let page = await browser.open(stage.screen('/auth/login?firstLogin=true'));
      const typed = { email, password: PASSWORD, firstName: 'Ada', lastName: 'King' };
      while (page.url.startsWith(stage.url) && page.status === 200) page = await browser.send(page, typed);
      const first = await browser.open(bringing(await newToken()));
      const proof = /name="proof" value="([^"]*)"/.exec(first.text)?.[1] ?? '';
      const second = await browser.open(bringing(await newToken()));
      const swapped = second.text.replace(/name="proof" value="[^"]*"/, `name="proof" value="${proof}"`);
      assert.match(wordsOf(await browser.send({ ...second, text: swapped })), /Please log in again/);
      stage.clock.advance(1);
      await stage.app.access.logOut(stage.app.brokers.get(STAGE_BROKER), STAGE_USER_ID);
      assert.match(wordsOf(await browser.send(second)), /Please log in again/);
    });

    test('where the platform says who its traders are, the token signs in and a spent one leads to no form', async () => {
      const { platform } = stage.app.brokers.get(STAGE_BROKER);
      const setIdentity = (identity: 'sso' | 'handoff') =>
        stage.app.brokers.update(STAGE_BROKER, { platform: { ...platform, identity } } as never);
      await setIdentity('handoff');
      try {
        const token = await newToken();
        const left = await stage.newBrowser().open(bringing(token));
        assert.ok(callbackOf(left).get('code'));
        const refused = await stage.newBrowser().open(bringing(token));
        assert.match(wordsOf(refused), /log in inside the trading app/);
        assert.doesNotMatch(refused.text, /type="password"/);
        assert.match(wordsOf(await stage.newBrowser().open(stage.authorize())), /log in inside the trading app/);
      } finally {
        await setIdentity('sso');
      }
    });
  });
}
