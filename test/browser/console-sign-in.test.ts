import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { launchBrowser, STILL, skipWithoutBrowser } from '../support/browser.ts';
import { findFreePort } from '../support/server-process.ts';
import { startWiredBridge, type WiredBridge } from '../support/start-wired-bridge.ts';

const ACCESSIBILITY = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse battery';
/** As WCAG 2.2 asks for, section 1.4.10. */
const NARROW = { width: 320, height: 800 };

describe('a member of staff signs in, and looks after what they sign in with', { skip: skipWithoutBrowser() }, () => {
  let bridge: WiredBridge;
  let page: Page;
  let url: string;
  const faults: string[] = [];
  before(async () => {
    const port = await findFreePort();
    url = `http://localhost:${port}`;
    bridge = await startWiredBridge({ port, environment: { PUBLIC_URL: url } });
    const person = { email: EMAIL, name: 'Ada Lovelace', role: 'owner', reach: { kind: 'everything' } } as const;
    await bridge.app.staff.members.import({ ...person, password: PASSWORD });
    const browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: NARROW, ...STILL })).newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !/status of 4/.test(line.text())) faults.push(line.text());
    });
    await addAuthenticator(page);
  });
  after(async () => {
    await page?.context().close();
    await bridge?.close();
  });

  const code = (secret: string) => generateSync({ secret, epoch: Math.floor(bridge.clock.nowMs() / 1000) });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const signOut = async () => {
    await page.getByRole('button', { name: /your account/ }).click();
    await button('Sign out').click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  };
  const enterPassword = async () => {
    await page.getByLabel('Email').fill(EMAIL);
    await page.getByLabel('Password').fill(PASSWORD);
    await button('Sign in').click();
  };
  /** Nothing is beside the page, either. */
  const check = async () => {
    assert.deepEqual(await violationsOf(page), [], page.url());
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(wide <= NARROW.width, `${page.url()} is ${wide} px wide`);
  };
  let secret = '';

  test('by password, and sets up an authenticator app after a proof', async () => {
    await page.goto(`${url}/admin/account`);
    await check();
    await enterPassword();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await check();
    await button('Set up').click();
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    await check();
    await page.getByLabel('Password').fill(PASSWORD);
    await button('Confirm').click();
    secret = (await page.getByLabel('Secret').inputValue()).replaceAll(' ', '');
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await check();
    await page.getByLabel('Code').fill('000000');
    await button('Confirm').click();
    await page.getByText('That is not the code').waitFor();
    await page.getByLabel('Code').fill(code(secret));
    await button('Confirm').click();
    await page.getByRole('heading', { name: 'Store these codes now' }).waitFor();
    await page.waitForLoadState('load');
    assert.equal(
      await page
        .getByRole('listitem')
        .filter({ has: page.locator('code') })
        .count(),
      10,
    );
    await check();
    await page.getByRole('link', { name: 'I have stored them' }).click();
    await signOut();
  });

  test('by password and code, adds a passkey, and signs in by it alone', async () => {
    bridge.clock.advance(60_000);
    await page.goto(`${url}/admin/account`);
    await enterPassword();
    await page.getByLabel('Code of your authenticator app').waitFor();
    await check();
    await page.getByLabel('Code of your authenticator app').fill(code(secret));
    await button('Go on').click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.getByRole('link', { name: 'Add a passkey' }).click();
    bridge.clock.advance(60_000);
    await page.getByLabel('Code of your authenticator app').fill(code(secret));
    await button('Confirm').click();
    await page.getByLabel('What you call it').fill('Work laptop');
    await check();
    bridge.clock.advance(6 * 60_000);
    await button('Add the passkey').click();
    await page.getByLabel('Code of your authenticator app').fill(code(secret));
    await button('Confirm').click();
    await button('Add the passkey').waitFor();
    assert.equal(
      await page.getByLabel('What you call it').inputValue(),
      'Work laptop',
      'kept while a proof was asked for',
    );
    await button('Add the passkey').click();
    await page.getByText('The passkey is registered.').waitFor();
    await page.getByRole('rowheader', { name: 'Work laptop' }).waitFor();
    await check();
    await signOut();
    await button('Sign in with a passkey').click();
    await page.getByText('You are signed in.').waitFor();
    await page.goto(`${url}/admin/account`);
    await page.getByText('By passkey').waitFor();
  });

  test('confirms by the passkey what needs a proof, and invites somebody', async () => {
    await page.goto(`${url}/admin/staff`);
    await check();
    await page.getByRole('link', { name: 'Invite somebody' }).click();
    await page.getByLabel('Email').fill('grace@example.com');
    await page.getByLabel('Name', { exact: true }).fill('Grace Hopper');
    await page.getByLabel('Role').selectOption('support');
    await page.getByLabel(/tradingtech_main/).check();
    await check();
    await button('Invite').click();
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    await button('Confirm with your passkey').click();
    const link = await page.getByLabel('Link').inputValue();
    assert.match(link, /\/admin\/invitation\?token=/);
    await check();
    await page.getByRole('link', { name: 'I have stored it' }).click();
    await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    await check();
    await signOut();
    await page.goto(link);
    await check();
    await page.getByLabel('Password', { exact: true }).fill('another horse battery');
    await page.getByLabel('The same again').fill('another horse battery');
    await button('Accept the invitation').click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.getByText('Grace Hopper', { exact: true }).last().waitFor();
  });

  test('nothing went wrong that nobody saw', () => {
    assert.deepEqual(faults, []);
  });
});

async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
}

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(ACCESSIBILITY).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
