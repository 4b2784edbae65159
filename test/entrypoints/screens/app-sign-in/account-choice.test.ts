import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newEmail, wordsOf } from '../../../support/trader-browser.ts';
import { STAGE_BROKER, STAGE_USER_ID } from '../../oidc/clients/oidc-stage.ts';
import { type AppStage, callbackOf, formActionOf, headingOf, startAppStage, TRADER } from './app-stage.ts';

const CHOICE = { prompt: 'select_account' };
const PASSWORD = 'A-long-enough-1';

describe('the choice of an account for an app', () => {
  let stage: AppStage;
  before(async () => {
    stage = await startAppStage();
  });
  after(() => stage?.close());

  async function newTrader(): Promise<string> {
    const email = newEmail();
    const browser = stage.newBrowser();
    let page = await browser.open(stage.screen('/auth/login?firstLogin=true'));
    const typed = { email, password: PASSWORD, firstName: 'Ada', lastName: 'King' };
    while (page.url.startsWith(stage.url) && page.status === 200) page = await browser.send(page, typed);
    return email;
  }

  test('who is signed in is asked whether to go on, and goes on without a password', async () => {
    const browser = await stage.signedInBrowser();
    const page = await browser.open(stage.authorize(CHOICE));
    assert.equal(headingOf(page), 'Continue to Own app?');
    assert.match(page.text, /Continue as trader@example\.com/);
    assert.doesNotMatch(page.text, /type="password"/);
    assert.match(formActionOf(page), /https:\/\/app\.example/);
    const left = await browser.send(page);
    assert.equal((await stage.claimsOf(left.url)).email, TRADER.email);
  });

  test('another account can be used: the form, and from then on that one is signed in with this browser', async () => {
    const email = await newTrader();
    const browser = await stage.signedInBrowser();
    const page = await browser.open(stage.authorize(CHOICE));
    const link = /href="(\?[^"]*otherAccount=true[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = await browser.open(new URL(link, page.url));
    assert.equal(headingOf(form), 'Log in to Own app');
    const left = await browser.send(form, { email, password: PASSWORD });
    assert.equal((await stage.claimsOf(left.url)).email, email);
    const next = await browser.open(stage.authorize({ prompt: 'none' }));
    assert.equal((await stage.claimsOf(next.url)).email, email);
  });

  test('where nobody is signed in there is the form', async () => {
    const browser = stage.newBrowser();
    const page = await browser.open(stage.authorize(CHOICE));
    assert.equal(headingOf(page), 'Log in to Own app');
    assert.ok(callbackOf(await browser.send(page, TRADER)).get('code'));
  });

  test('row 33: a log-out since the page was opened is asked for the password, and says so', async () => {
    const email = await newTrader();
    const browser = await stage.signedInBrowser({ email, password: PASSWORD });
    const page = await browser.open(stage.authorize(CHOICE));
    const user = await stage.app.users.findByEmail(STAGE_BROKER, email);
    await stage.app.access.logOut(stage.app.brokers.get(STAGE_BROKER), user?.platformUserId ?? 0);
    const refused = await browser.send(page);
    assert.match(wordsOf(refused), /Please log in again/);
    assert.equal(refused.url.startsWith(stage.url), true);
    const anew = await browser.open(page.url);
    assert.match(anew.text, /type="password"/);
  });

  test('an app that wants the trader to sign in anew gets no answer by the session, whatever the form says', async () => {
    const browser = await stage.signedInBrowser();
    const page = await browser.open(stage.authorize({ prompt: 'login' }));
    assert.equal(headingOf(page), 'Log in to Own app');
    const user = await stage.app.users.findByPlatformUserId(STAGE_BROKER, STAGE_USER_ID);
    const forged = page.text.replace(
      '<input type="hidden" name="ticket"',
      `<input type="hidden" name="go" value="session"><input type="hidden" name="user" value="${user?.id}">$&`,
    );
    const refused = await browser.send({ ...page, text: forged }, TRADER);
    assert.match(wordsOf(refused), /Please log in again/);
  });

  test('the button of somebody who is not signed in with this browser any more is none of the next one’s', async () => {
    const email = await newTrader();
    const browser = await stage.signedInBrowser();
    const page = await browser.open(stage.screen('/auth/login'));
    assert.match(page.text, /Continue as trader@example\.com/);
    await browser.send(page, { email, password: PASSWORD }, { index: 1 });
    assert.match(wordsOf(await browser.send(page)), /Please log in again/);
  });
});
