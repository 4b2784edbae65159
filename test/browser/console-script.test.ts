import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { type ConsolePages, startConsolePages } from '../support/console-pages.ts';

describe('what the console’s script does', { skip: skipWithoutBrowser() }, () => {
  let pages: ConsolePages;
  let browser: Browser;
  let page: Page;
  before(async () => {
    [pages, browser] = await Promise.all([startConsolePages(), launchBrowser()]);
  });
  after(() => pages.close());
  beforeEach(async () => {
    page = await (await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })).newPage();
    await page.goto(`${pages.url}/admin/sample`);
  });
  afterEach(() => page.context().close());

  const luminance = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

  test('the theme switch goes from the device to light to dark, and is remembered without a flash', async () => {
    const light = await luminance();
    const theme = page.locator('[data-theme-switch]');
    assert.equal(await theme.getAttribute('aria-label'), 'Theme: as the device');
    await theme.click();
    assert.equal(await luminance(), light);
    await theme.click();
    assert.notEqual(await luminance(), light);
    await page.reload();
    assert.equal(await theme.getAttribute('aria-label'), 'Theme: dark');
    assert.notEqual(await luminance(), light);
    await theme.click();
    assert.equal(await luminance(), light);
  });

  test('a search changes the list and the address, and keeps what is typed', async () => {
    await page.evaluate('document.getElementById("sample-list").dataset.isOld = "yes"');
    await page.getByRole('searchbox').pressSequentially('trading');
    await page.waitForURL('**/admin/sample?q=trading&status=');
    await page.locator('#sample-list:not([data-is-old])').waitFor();
    assert.equal(await page.locator('#sample-list').count(), 1);
    assert.equal(await page.getByRole('searchbox').inputValue(), 'trading');
    await page.getByLabel('Status').selectOption('on');
    await page.waitForURL('**/admin/sample?q=trading&status=on');
  });

  test('a part of a page that leads to the sign-in takes the whole page there', async () => {
    await page.getByRole('searchbox').fill('ended');
    await page.waitForURL('**/admin/sign-in');
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Sign in');
  });

  test('a part of a page that cannot be fetched stays, and that is said until it can be', async () => {
    const problem = page.getByRole('alert').getByText('could not be brought up to date');
    await page.getByRole('searchbox').fill('broken');
    await problem.waitFor();
    assert.ok(await page.locator('#sample-list table').isVisible());
    await page.getByRole('searchbox').fill('again');
    await problem.waitFor({ state: 'detached' });
  });

  test('copy buttons copy, and say so', async () => {
    const copied = () => page.evaluate('navigator.clipboard.readText()');
    await page.locator('#sample-form').getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
    assert.equal(await copied(), 'sample-secret-that-opens-nothing');
    await page.getByRole('button', { name: 'Copy the key' }).click();
    await page.waitForFunction('navigator.clipboard.readText().then((text) => text === "bk_live_1234")');
  });

  test('a dialog asks, can be left, and sends its form with the reason once', async () => {
    pages.sent.length = 0;
    const opener = page.getByRole('link', { name: 'End all sessions' });
    const dialog = page.getByRole('dialog', { name: 'End all sessions?' });
    await opener.click();
    await dialog.getByRole('link', { name: 'Cancel' }).click();
    assert.equal(await dialog.isVisible(), false);
    await opener.click();
    await dialog.getByLabel('Reason').fill('asked for by the trader');
    await dialog.getByRole('button', { name: 'End them' }).dblclick();
    const notices = page.locator('main > .notice.done');
    await notices.nth(1).waitFor();
    assert.deepEqual(pages.sent, [{ csrf: 'sample-csrf', reason: 'asked for by the trader' }]);
    await page.reload();
    assert.equal(await notices.count(), 1, 'it is said once; the other is a sample');
  });

  test('a picker of colours and its text are one', async () => {
    const text = page.locator('#primary');
    const picker = page.locator('[data-colour-for=primary]');
    await text.fill('#ff0000');
    assert.equal(await picker.inputValue(), '#ff0000');
    await picker.fill('#00ff00');
    assert.equal(await text.inputValue(), '#00ff00');
  });

  test('who would lose what they typed is asked, and who put it back, or sends it, is not', async () => {
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      dialog.accept();
    });
    const email = page.locator('#sample-form').getByLabel('Email');
    await email.fill('a@example.com');
    await page.reload();
    assert.deepEqual(asked, ['beforeunload']);
    await email.fill('a@example.com');
    await email.fill('');
    await page.reload();
    await email.fill('a@example.com');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.waitForLoadState('load');
    assert.deepEqual(asked, ['beforeunload']);
    assert.equal(pages.sent.at(-1)?.email, 'a@example.com');
    assert.equal(pages.sent.at(-1)?.revision, '7');
  });

  test('a form that is answered with a file can be sent again, and what is typed elsewhere is still guarded', async () => {
    pages.sent.length = 0;
    const exportOnce = async () => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export as a file' }).click();
      await (await download).path();
    };
    await exportOnce();
    await exportOnce();
    assert.equal(pages.sent.length, 2);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      dialog.accept();
    });
    await page.locator('#sample-form').getByLabel('Email').fill('a@example.com');
    await page.reload();
    assert.deepEqual(asked, ['beforeunload']);
  });

  test('a preview follows what is typed, in the size of a phone or of a desktop, and the page stays', async () => {
    await page.frameLocator('iframe').getByText('Colour: nothing').waitFor();
    await page.locator('#primary').fill('#123456');
    await page.frameLocator('iframe').getByText('Colour: #123456').waitFor();
    // Of the frame, for what is in it is loaded anew now and then.
    const width = () => page.locator('iframe').evaluate<number, { clientWidth: number }>((frame) => frame.clientWidth);
    assert.ok((await width()) <= 390);
    await page.getByText('Desktop', { exact: true }).click();
    assert.ok((await width()) >= 1200, `${await width()}`);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.locator('main > .notice.done').nth(1).waitFor();
    assert.equal(pages.sent.at(-1)?.primary, '#123456');
  });

  for (const [status, words] of [
    [403, 'Load it again'],
    [429, 'Wait a quarter of an hour'],
    [503, 'choose another way'],
  ] as const) {
    test(`where the bridge answers ${status} instead of a question to the device, it is said what helps`, async () => {
      await page.goto(`${pages.url}/admin/sign-in`);
      await page.route('**/admin/passkey-options', (route) => route.fulfill({ status }));
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await page.getByRole('alert').getByText(words).waitFor();
    });
  }

  test('a passkey of the device goes into the form, and the form is sent', async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${pages.url}/admin/sign-in`);
    const button = page.getByRole('button', { name: 'Sign in with a passkey' });
    await button.click();
    await page.getByRole('alert').getByText('Nothing was chosen in time').waitFor();
    await session.send('WebAuthn.addCredential', { authenticatorId, credential: await newCredential() });
    await button.click();
    await page.waitForURL('**/admin/sample');
    const answer = JSON.parse(pages.sent.at(-1)?.passkey ?? '{}');
    assert.equal(answer.type, 'public-key');
    assert.equal(pages.sent.at(-1)?.csrf, 'sample-csrf');
  });
});

async function newCredential() {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  return {
    credentialId: Buffer.from('sample-credential').toString('base64'),
    isResidentCredential: true,
    rpId: 'localhost',
    privateKey: key,
    userHandle: Buffer.from('member').toString('base64'),
    signCount: 1,
  };
}
