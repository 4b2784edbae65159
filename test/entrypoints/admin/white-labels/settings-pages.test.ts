import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { EVERYTHING, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, faultBeside, openConsole } from '../support/console-browser.ts';
import { fieldsOn, saveOn } from './form-on-page.ts';

const HOME = '/admin/white-labels/tradingtech_main';

describe('the forms over settings of a white label', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;

  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  for (const tab of ['identification', 'platform', 'screens', 'actions', 'accounts', 'payments', 'tokens', 'privacy']) {
    test(`${tab}: sent as it came, nothing changes`, async () => {
      const { status, notice, html } = await saveOn(browser, `${HOME}/${tab}`, {});
      assert.deepEqual([status, notice], [303, 'nothing-changed'], html);
    });
  }

  for (const { tab, field, entered, says } of [
    { tab: 'identification', field: 'displayName', entered: 'Evil\u202Egnp', says: /one line/ },
    { tab: 'identification', field: 'hosts', entered: 'SSO.Broker.Example', says: /small letters/ },
    { tab: 'screens', field: 'screens.successUrl', entered: 'https://me:secret@a.example/', says: /credentials/ },
    { tab: 'screens', field: 'screens.successUrl', entered: 'https://a.example/#part', says: /fragment/ },
    { tab: 'screens', field: 'screens.embeddedPlatformUrl', entered: 'https://a.example/{who}', says: /\{who\}/ },
    { tab: 'screens', field: 'screens.frameOrigins', entered: 'https://a.example/path', says: /origins/ },
    { tab: 'screens', field: 'screens.defaultLanguage', entered: 'xx', says: /one of the languages/ },
    { tab: 'tokens', field: 'tokens.oneTimeTokenTtlSeconds', entered: 'soon', says: /number/ },
    { tab: 'tokens', field: 'tokens.oneTimeTokenTtlSeconds', entered: '5', says: /10 to 900/ },
    { tab: 'payments', field: 'payments.maxDepositMinor', entered: '1', says: /not less/ },
    { tab: 'accounts', field: 'accountOffers.0.leveragesInCents', entered: '10000, many', says: /number/ },
    { tab: 'accounts', field: 'accountOffers.0.depositCurrencies', entered: 'euro', says: /currenc|capital/ },
    { tab: 'accounts', field: 'onboarding.states.0.next', entered: 'nowhere', says: /./ },
    { tab: 'platform', field: 'platform.managerLogin', entered: 'bob', says: /number/ },
    { tab: 'platform', field: 'platform.baseUrl', entered: 'https://else.example', says: /./ },
  ]) {
    test(`${field}: ${JSON.stringify(entered)} is refused beside it, and nothing is lost`, async () => {
      const path = `${HOME}/${tab}`;
      const before = fieldsOn(await browser.get(path), path);
      const answer = await saveOn(browser, path, { [field]: entered });
      const beside = field === 'platform.baseUrl' ? 'platform.managerPassword' : field;
      assert.equal(answer.status, 400, answer.html);
      assert.match(faultBeside(answer.html, beside.replaceAll('.', '-')) ?? '', says);
      assert.deepEqual({ ...fieldsOn(answer, path), csrf: '' }, { ...before, [field]: entered, csrf: '' });
    });
  }

  test('every fault is told at once', async () => {
    const { html } = await saveOn(browser, `${HOME}/screens`, {
      'screens.successUrl': 'ftp://a.example',
      'screens.landingUrl': 'nowhere',
      'screens.languages': 'english',
    });
    for (const id of ['screens-successUrl', 'screens-landingUrl', 'screens-languages'])
      assert.ok(faultBeside(html, id));
  });

  test('a host that another white label has is refused beside the hosts', async () => {
    await stage().bridge.app.brokers.update('financialhouse_main', { hosts: ['taken.example'] });
    const { html } = await saveOn(browser, `${HOME}/identification`, { hosts: 'free.example\ntaken.example' });
    assert.match(faultBeside(html, 'hosts') ?? '', /taken/);
  });

  test('an action goes to a page of the broker and back', async () => {
    const template = 'https://pay.broker.example/in?token={otToken}&account={accountId}';
    const entered = { 'actions.deposit.kind': 'external', 'actions.deposit.template': template };
    const saved = await saveOn(browser, `${HOME}/actions`, entered);
    assert.equal(saved.notice, 'saved', saved.html);
    assert.deepEqual(settings().actions.deposit, { kind: 'external', template });
    await saveOn(browser, `${HOME}/actions`, { 'actions.deposit.kind': 'built-in' });
    assert.deepEqual(settings().actions.deposit, { kind: 'built-in' });
  });

  test('an unknown placeholder is refused beside the action', async () => {
    const entered = { 'actions.kyc.kind': 'external', 'actions.kyc.template': 'https://a.example/{userId}' };
    const { status, html } = await saveOn(browser, `${HOME}/actions`, entered);
    assert.equal(status, 400);
    assert.match(faultBeside(html, 'actions-kyc-template') ?? '', /unknown placeholder \{userId\}/);
  });

  test('an offer is added at the end, and taken away by emptying its id', async () => {
    const count = settings().accountOffers.length;
    const place = `accountOffers.${count}`;
    const offer = {
      [`${place}.id`]: 'gold',
      [`${place}.groupName`]: 'gold_live',
      [`${place}.environment`]: 'live',
      [`${place}.depositCurrencies`]: 'EUR, USD',
      [`${place}.leveragesInCents`]: '10000, 3000',
    };
    const added = await saveOn(browser, `${HOME}/accounts`, offer);
    assert.equal(added.notice, 'saved', added.html);
    assert.deepEqual(settings().accountOffers[count]?.leveragesInCents, [10_000, 3000]);
    await saveOn(browser, `${HOME}/accounts`, { [`${place}.id`]: '' });
    assert.equal(settings().accountOffers.length, count);
  });

  test('a first account is there or not, as its tick says', async () => {
    const fields = fieldsOn(await browser.get(`${HOME}/accounts`), '/accounts');
    const { firstAccount: isThere, ...without } = fields;
    assert.equal((await browser.post(`${HOME}/accounts`, without)).notice, isThere ? 'saved' : 'nothing-changed');
    assert.equal(settings().firstAccount, null);
    const given = {
      ...{ 'firstAccount.groupName': 'starters', 'firstAccount.depositCurrency': 'EUR' },
      ...{ 'firstAccount.leverageInCents': '10000', 'firstAccount.openingBalanceMinor': '0', firstAccount: 'true' },
    };
    const { notice, html } = await saveOn(browser, `${HOME}/accounts`, given);
    assert.equal(notice, 'saved', html);
    assert.equal(settings().firstAccount?.groupName, 'starters');
  });

  test('the address that a template becomes is shown as one types', async () => {
    const search = new URLSearchParams({
      kind: 'action',
      'actions.chat.template': 'https://a.example/{lang}/{otToken}',
    });
    const { html } = await browser.get(`${HOME}/address-preview?${search}`);
    assert.match(html, /https:\/\/a\.example\/en\/sample-one-time-token/);
  });

  test('a success URL is shown with the token as browsers bring it, and what is wrong with it as one types', async () => {
    const shown = async (url: string) => {
      const search = new URLSearchParams({ kind: 'success', 'screens.successUrl': url });
      return (await browser.get(`${HOME}/address-preview?${search}`)).html;
    };
    assert.match(
      await shown('https://a.example/in?x=1'),
      /https:\/\/a\.example\/in\?x=1&amp;token=sample-one-time-token/,
    );
    assert.match(await shown('https://a.example/in#top'), /It holds a fragment/);
    assert.match(await shown('https://who:pass@a.example/'), /It holds credentials/);
  });

  test('what is wrong with a field of the first account is told there, not at its tick too', async () => {
    const { status, html } = await saveOn(browser, `${HOME}/accounts`, {
      ...{ firstAccount: 'true', 'firstAccount.leverageInCents': 'much' },
    });
    assert.equal(status, 400);
    assert.match(html, /id="firstAccount-leverageInCents-error"/);
    assert.doesNotMatch(html, /id="firstAccount-error"/);
  });

  test('what is wrong with a setting that the form does not ask for is told above it', async () => {
    const { brokers, storage } = stage().bridge.app;
    const { revision, platformPasswords: _kept, ...home } = brokers.get('tradingtech_main');
    // As an older version may have left it.
    await storage.brokers.replaceBroker({ ...home, displayName: '' }, revision);
    await brokers.refresh();
    const { status, html } = await saveOn(browser, `${HOME}/tokens`, { 'tokens.oneTimeTokenTtlSeconds': '77' });
    assert.equal(status, 400);
    assert.match(html, /displayName: It must be one line/);
    await saveOn(browser, `${HOME}/identification`, { displayName: 'TradingTech' });
  });

  test('who may only look sees the settings, and is refused saving', async () => {
    const auditor = openConsole(stage().bridge.url, await stage().as('auditor', EVERYTHING));
    const page = await auditor.get(`${HOME}/tokens`);
    assert.match(page.html, /not change it/);
    assert.doesNotMatch(page.html, />Save/);
    assert.doesNotMatch((await auditor.get(`${HOME}/branding`)).html, />Save</);
    const { status } = await auditor.post(`${HOME}/tokens`, { 'tokens.inappTokens': 'true' });
    assert.equal(status, 403);
  });

  function settings() {
    return stage().bridge.app.brokers.settingsOf('tradingtech_main');
  }
});
