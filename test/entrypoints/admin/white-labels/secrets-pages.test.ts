import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { EVERYTHING, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, faultBeside, openConsole } from '../support/console-browser.ts';
import { saveOn } from './form-on-page.ts';

const HOME = '/admin/white-labels/tradingtech_main';
const SECRETS = `${HOME}/secrets`;
const secretIn = (html: string) => /readonly class="mono" value="([^"]+)"/.exec(html)?.[1] ?? '';

describe('secrets of a white label in the console', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;

  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  const home = () => stage().bridge.app.brokers.get('tradingtech_main');
  const live = () => stage().bridge.app.brokers.livePasswords(home());
  const lastEntry = async () => (await stage().bridge.app.audit.list('tradingtech_main', {}, { limit: 1 }))[0];
  const accepts = async (password: string) =>
    (await stage().bridge.app.brokers.passwordCheck.verify(home(), password, 'test')) !== undefined;

  test('a new platform password is shown once, and works beside the one before', async () => {
    const { status, html } = await browser.post(`${SECRETS}/platform-password`, { overlapHours: '24' });
    assert.equal(status, 200);
    const password = secretIn(html);
    assert.ok(await accepts(password));
    assert.ok(await accepts('sandbox-password-tradingtech_main'));
    assert.ok(!(await browser.get(SECRETS)).html.includes(password));
    const entry = await lastEntry();
    assert.equal(entry?.action, 'platform-password.rotate');
    assert.ok(!JSON.stringify(entry).includes(password));
    assert.ok(!stage().bridge.logLines.join('').includes(password));
  });

  test('one of several is revoked, with a reason', async () => {
    const leaving = live().find(({ expiresAtMs }) => expiresAtMs !== null);
    const path = `${SECRETS}/platform-passwords/${leaving?.id}/revoke`;
    assert.match((await browser.get(SECRETS)).html, new RegExp(path));
    const without = await browser.post(path, { reason: '' });
    assert.equal(without.status, 400);
    assert.ok(faultBeside(without.html, 'ask-reason'));
    const { notice } = await browser.post(path, { reason: 'It was in a mail' });
    assert.equal(notice, 'platform-password-revoked');
    assert.ok(!live().some(({ id }) => id === leaving?.id));
    assert.equal((await lastEntry())?.reason, 'It was in a mail');
    assert.equal((await browser.post(path, { reason: 'Once more' })).status, 404);
  });

  test('an overlap that is too long is refused beside its field', async () => {
    const { status, html } = await browser.post(`${SECRETS}/platform-password`, { overlapHours: '9999' });
    assert.equal(status, 400);
    assert.match(faultBeside(html, 'overlapHours') ?? '', /at most 720/);
  });

  test('the manager’s password is set, and never shown', async () => {
    const short = await browser.post(`${SECRETS}/manager-password`, { managerPassword: 'short' });
    assert.match(faultBeside(short.html, 'managerPassword') ?? '', /at least 8/);
    const managerPassword = 'another-managers-password';
    const { notice } = await browser.post(`${SECRETS}/manager-password`, { managerPassword });
    assert.equal(notice, 'saved');
    assert.deepEqual((await lastEntry())?.changes, [
      { field: 'platform.managerPassword', before: '(secret)', after: '(secret)' },
    ]);
    const { text } = await stage().owner.call('POST', '/white-labels/tradingtech_main/platform/test', { body: {} });
    assert.match(text, /"failedAt":"login"/);
    await browser.post(`${SECRETS}/manager-password`, { managerPassword: 'sandbox-manager-tradingtech_main' });
  });

  test('a cashier of the broker gets a secret that is shown once, and another one', async () => {
    const template = 'https://pay.broker.example/?id={paymentId}&a={amount}&c={currency}&r={returnUrl}';
    const entered = { 'payments.cashier.kind': 'redirect', 'payments.cashier.template': template };
    const connected = await saveOn(browser, `${HOME}/payments`, entered, '/cashier');
    const first = secretIn(connected.html);
    assert.ok(first.length >= 16, connected.html);
    assert.match((await saveOn(browser, `${HOME}/payments`, {}, '/cashier')).notice ?? '', /nothing-changed/);
    const renewed = await saveOn(browser, SECRETS, {}, '/cashier-secret');
    assert.notEqual(secretIn(renewed.html), first);
    assert.equal(home().payments.retiredCashierSecrets.length, 1);
  });

  test('a cashier’s template without its placeholders is refused beside it', async () => {
    const entered = { 'payments.cashier.kind': 'redirect', 'payments.cashier.template': 'https://a.example/' };
    const { html } = await saveOn(browser, `${HOME}/payments`, entered, '/cashier');
    assert.match(faultBeside(html, 'payments-cashier-template') ?? '', /paymentId/);
  });

  test('all sessions end, and the reason is kept', async () => {
    const { notice } = await browser.post(`${HOME}/end-sessions`, { reason: 'A leak' });
    assert.equal(notice, 'sessions-ended');
    assert.notEqual(home().sessionsEndedAtMs, null);
    assert.equal((await lastEntry())?.reason, 'A leak');
  });

  test('without a fresh proof the form waits for one, and is carried out with it', async () => {
    const unproven = await stage().as('admin', EVERYTHING, { isProven: false });
    const admin = openConsole(stage().bridge.url, unproven);
    const asked = await admin.post(`${SECRETS}/platform-password`, { overlapHours: '1' });
    assert.equal(asked.status, 403);
    assert.match(asked.html, /name="overlapHours" value="1"/);
    const count = live().length;
    const proof = { stepUpKind: 'password', stepUpValue: unproven.password };
    const done = await admin.post(`${SECRETS}/platform-password`, { overlapHours: '1', ...proof });
    assert.equal(done.status, 200);
    assert.equal(live().length, count + 1);
  });

  test('a white label is switched off with a reason, and on again', async () => {
    assert.equal((await browser.post(`${HOME}/disable`, { reason: 'Maintenance' })).notice, 'white-label-disabled');
    assert.equal(home().enabled, false);
    assert.match((await browser.get(HOME)).html, /Switch it on/);
    assert.equal((await browser.post(`${HOME}/enable`)).notice, 'white-label-enabled');
    assert.equal(home().enabled, true);
  });

  test('of several that are made at once each is answered with its own id', async () => {
    const path = '/white-labels/tradingtech_main/platform-passwords';
    const make = () => stage().owner.call('POST', path, { body: { overlapHours: 1 } });
    for (const { body } of await Promise.all([make(), make(), make()])) {
      const made = await stage().bridge.app.brokers.passwordCheck.verify(home(), String(body.password), 'test');
      assert.equal(made?.id, body.id);
    }
  });

  test('who may only look sees that there are secrets, and nothing to change them with', async () => {
    const auditor = openConsole(stage().bridge.url, await stage().as('auditor', EVERYTHING));
    const { status, html } = await auditor.get(SECRETS);
    assert.equal(status, 200);
    assert.doesNotMatch(html, /Make a new one|Revoke|End all sessions/);
    assert.doesNotMatch(html, /\/conformance"/, 'no tab leads where the role may not go');
  });
});
