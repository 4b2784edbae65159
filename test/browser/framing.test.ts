import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, STAGE_BROKER, STAGE_TRADER, startBrowserStage } from '../support/browser-stage.ts';
import { balanceOf } from '../support/deposit-screen.ts';
import { type FramingApp, SUCCESS_PATH, startFramingApp } from '../support/framing-app.ts';
import { platformCaller } from '../support/platform-caller.ts';
import { newEmail } from '../support/trader-browser.ts';

const APP_HOST = 'app.example';
const OTHER_HOST = 'other.example';

const INAPP_PATHS = [
  '/inapp/deposit',
  '/inapp/withdrawal',
  '/inapp/kyc',
  '/account/create',
  '/inapp/change-password',
  '/inapp/change-email',
  '/inapp/action',
  '/inapp/chat',
];

describe('screens inside an iframe of another site', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let app: FramingApp;
  let stage: BrowserStage;
  let page: Page;
  before(async () => {
    app = await startFramingApp();
    const origin = app.origin(APP_HOST);
    [browser, stage] = await Promise.all([
      launchBrowser({ hosts: [APP_HOST, OTHER_HOST] }),
      startBrowserStage({
        seed: (file) => ({
          ...file,
          brokers: file.brokers.map((broker) => ({
            ...broker,
            screens: {
              ...broker.screens,
              ...(broker.brokerName === STAGE_BROKER
                ? { successUrl: `${origin}${SUCCESS_PATH}`, frameOrigins: [origin] }
                : { frameOrigins: [app.origin(OTHER_HOST)] }),
            },
          })),
        }),
      }),
    ]);
    page = await browser.newPage();
  });
  after(async () => {
    await stage.close();
    await app.close();
  });

  async function showInFrame(host: string, address: string): Promise<Frame> {
    await page.goto(app.pageWith(host, address));
    // Not by name: a page that is refused has none.
    const [frame] = page.mainFrame().childFrames();
    if (!frame) throw new Error('The app has no frame');
    return frame;
  }

  test('this browser blocks cookies of third parties, and takes them where they are the first', async () => {
    const frame = await showInFrame(APP_HOST, app.probeAddress);
    await frame.click('text=again');
    await frame.waitForURL('**/probe?again');
    await frame.waitForSelector('text=no cookie');
    const context = await browser.newContext();
    const alone = await context.newPage();
    await alone.goto(app.probeAddress);
    await alone.click('text=again');
    await alone.waitForSelector('text=probe=1');
    await context.close();
  });

  test('row 34: a trader logs in, and the app gets a token that the platform redeems', async () => {
    const frame = await showInFrame(APP_HOST, stage.address('/auth/login'));
    await frame.fill('[name=email]', STAGE_TRADER.email);
    await frame.fill('[name=password]', STAGE_TRADER.password);
    await frame.click('button[type=submit]');
    await frame.waitForURL(`**${SUCCESS_PATH}?token=*`);
    const platform = platformCaller(stage.url, STAGE_BROKER);
    const token = new URL(frame.url()).searchParams.get('token') ?? '';
    const { status, body } = await platform.redeem(await platform.crmApiToken(), token);
    assert.deepEqual([status, body.userId], [200, STAGE_TRADER.userId]);
  });

  test('row 34: a trader who mistypes is told so in the frame, and goes on', async () => {
    const frame = await showInFrame(APP_HOST, stage.address('/auth/login'));
    await frame.fill('[name=email]', STAGE_TRADER.email);
    await frame.fill('[name=password]', 'not the password');
    await frame.click('form:has([name=password]) button');
    await frame.waitForSelector('[role=alert]');
    assert.equal(await frame.inputValue('[name=email]'), STAGE_TRADER.email);
    await frame.fill('[name=password]', STAGE_TRADER.password);
    await frame.click('button[type=submit]');
    await frame.waitForURL(`**${SUCCESS_PATH}?token=*`);
  });

  test('row 34: a trader deposits', async () => {
    const before = await balanceOf(stage.simulator, STAGE_TRADER.live);
    const frame = await showInFrame(APP_HOST, await stage.inappAddress('/inapp/deposit'));
    await frame.fill('[name=amount]', '1.005');
    await frame.click('button[type=submit]');
    await frame.waitForSelector('.field-error');
    await frame.fill('[name=amount]', '250.00');
    await frame.click('button[type=submit]');
    await frame.waitForURL(`**${SUCCESS_PATH}`);
    assert.equal(await balanceOf(stage.simulator, STAGE_TRADER.live), before + 250_00);
  });

  test('row 34: a trader signs up, page by page', async () => {
    const frame = await showInFrame(APP_HOST, stage.address('/auth/login', { firstLogin: 'true' }));
    await frame.fill('[name=email]', newEmail());
    await frame.fill('[name=password]', 'A-new-password-1');
    await frame.click('form[method=post] button');
    await frame.fill('[name=firstName]', 'Ada');
    await frame.fill('[name=lastName]', 'Lovelace');
    await frame.click('form[method=post] button');
    await frame.check('[name^=agreement-]');
    await frame.click('form[method=post] button');
    await frame.waitForURL(`**${SUCCESS_PATH}?token=*`);
  });

  test('row 34: services lead to the withdrawal, and the trader withdraws', async () => {
    const before = await balanceOf(stage.simulator, STAGE_TRADER.live);
    const frame = await showInFrame(APP_HOST, await stage.inappAddress('/inapp/action'));
    await frame.click(`button[value="withdrawal:${STAGE_TRADER.live}"]`);
    await frame.fill('[name=amount]', '20.00');
    await frame.click('form[method=post] button');
    await frame.waitForURL(`**${SUCCESS_PATH}`);
    assert.equal(await balanceOf(stage.simulator, STAGE_TRADER.live), before - 20_00);
  });

  test('row 34: a trader with something to sign reads it, comes back, signs, and is where the app wanted to lead', async () => {
    const { brokers } = stage.app;
    const { agreements } = brokers.get(STAGE_BROKER);
    const [document] = agreements;
    assert.ok(document && !document.withdraws);
    await page.route('https://tradingtech.example.com/**', (route) => route.fulfill({ body: 'The terms' }));
    await brokers.update(STAGE_BROKER, { agreements: [...agreements, { ...document, version: 'next' }] });
    const frame = await showInFrame(APP_HOST, await stage.inappAddress('/inapp/deposit'));
    await frame.click('label a');
    await frame.waitForURL('https://tradingtech.example.com/**');
    await page.evaluate(() => history.back());
    await frame.waitForURL('**/inapp/agreements?*');
    await frame.check('[name^=agreement-]');
    await frame.click('form[method=post] button');
    await frame.fill('[name=amount]', '20.00');
    await frame.click('button[type=submit]');
    await frame.waitForURL(`**${SUCCESS_PATH}`);
    await brokers.update(STAGE_BROKER, { agreements });
  });

  for (const path of INAPP_PATHS) {
    test(`row 34: ${path} opens and is closed`, async () => {
      const frame = await showInFrame(APP_HOST, await stage.inappAddress(path));
      await frame.click('a.close');
      await frame.waitForURL(`**${SUCCESS_PATH}`);
    });
  }

  for (const path of ['/auth/login', '/auth/reset-password', ...INAPP_PATHS]) {
    test(`row 35: ${path} is not shown in a frame of an origin that is not listed`, async () => {
      const frame = await showInFrame(OTHER_HOST, await stage.inappAddress(path));
      await frame.waitForURL('chrome-error://**');
    });
  }

  test("row 35: an origin of one white label may not frame another one's screens", async () => {
    const own = await showInFrame(OTHER_HOST, `${stage.url}/b/financialhouse_main/auth/login`);
    await own.waitForSelector('[name=password]');
    const foreign = await showInFrame(APP_HOST, `${stage.url}/b/financialhouse_main/auth/login`);
    await foreign.waitForURL('chrome-error://**');
  });

  test('row 35: what is no screen is not shown in any frame', async () => {
    for (const path of ['/healthz', '/no/such/page']) {
      const frame = await showInFrame(APP_HOST, stage.url + path);
      await frame.waitForURL('chrome-error://**');
    }
  });
});
