import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { EVERYTHING, reachOfBroker, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, enteredIn, faultBeside, openConsole } from '../support/console-browser.ts';

const STAFF = '/admin/staff';
const FORM = { email: 'grace@example.com', name: 'Grace Hopper', role: 'support', reachKind: 'some' };

describe('members of staff in the console', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;
  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });
  const revisionIn = (html: string) => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '';

  test('somebody is invited, and the link is shown once', async () => {
    const form = await browser.get(`${STAFF}/invite`);
    assert.match(form.html, /name="crms" value="tradingtech_crm"/);
    assert.match(form.html, /name="brokers" value="tradingtech_main"/);
    const made = await browser.post(`${STAFF}/invite`, { ...FORM, brokers: 'tradingtech_main' });
    assert.equal(made.status, 200, made.html);
    const [, link = ''] = /value="([^"]+\/admin\/invitation\?token=[^"]+)"/.exec(made.html) ?? [];
    assert.notEqual(link, '');
    const [, path = ''] = /href="(\/admin\/staff\/sm_[^"]+)"/.exec(made.html) ?? [];
    const page = await browser.get(path);
    assert.match(page.html, /Withdraw the invitation/);
    assert.ok(!page.html.includes(link));
    const renewed = await browser.post(`${path}/renew-invitation`);
    assert.match(renewed.html, /invitation\?token=/);
    assert.match((await browser.get(`${STAFF}?q=HOPPER`)).html, /grace@example\.com/);
    assert.match((await browser.get(`${STAFF}?q=nobody-of-that-name`)).html, /Nobody found/);
    const gone = await browser.post(`${path}/withdraw`);
    assert.deepEqual([gone.location, gone.notice], [STAFF, 'invitation-withdrawn']);
    assert.equal((await browser.get(path)).status, 404);
  });

  test('what is wrong stands beside its field, and nothing that was entered is lost', async () => {
    const wrong = { ...FORM, email: 'none', name: 'Ada', crms: 'tradingtech_crm' };
    const { status, html } = await browser.post(`${STAFF}/invite`, wrong);
    assert.deepEqual([status, faultBeside(html, 'email')], [400, 'Must be an email address.']);
    assert.deepEqual([enteredIn(html).email, enteredIn(html).name], ['none', 'Ada']);
    assert.match(html, /value="tradingtech_crm" checked/);
    const nowhere = await browser.post(`${STAFF}/invite`, FORM);
    assert.equal(faultBeside(nowhere.html, 'reach'), 'Must name a CRM or a white label.');
    const taken = { ...FORM, email: stage().owner.member.email, reachKind: 'everything' };
    const again = await browser.post(`${STAFF}/invite`, taken);
    assert.deepEqual([again.status, /already/.test(faultBeside(again.html, 'email') ?? '')], [409, true]);
  });

  test('who is offered what: only what one reaches oneself', async () => {
    const local = openConsole(stage().bridge.url, await stage().as('owner', reachOfBroker('tradingtech_main')));
    const { html } = await local.get(`${STAFF}/invite`);
    assert.match(html, /value="tradingtech_main"/);
    for (const hidden of ['financialhouse', 'tradingtech_wl_europe', 'name="crms"', 'value="everything"']) {
      assert.ok(!html.includes(hidden), hidden);
    }
    const forbidden = await local.post(`${STAFF}/invite`, { ...FORM, reachKind: 'everything' });
    assert.equal(forbidden.status, 403);
    assert.match(forbidden.html, /Your role or reach does not allow this/);
    assert.equal(enteredIn(forbidden.html).email, FORM.email);
  });

  test('an auditor sees a member without any form', async () => {
    const auditor = openConsole(stage().bridge.url, await stage().as('auditor', EVERYTHING));
    assert.ok(!(await auditor.get(STAFF)).html.includes('Invite somebody'));
    const { status, html } = await auditor.get(`${STAFF}/${stage().owner.member.id}`);
    assert.equal(status, 200);
    assert.doesNotMatch(html, /name="reachKind"|new-password/);
    assert.equal((await auditor.post(`${STAFF}/${stage().owner.member.id}`, FORM)).status, 403);
  });

  test('of two who change a member the second sees what is different, and may save all the same', async () => {
    const { member } = await stage().as('support', reachOfCrm('tradingtech_crm'));
    const path = `${STAFF}/${member.id}`;
    const revision = revisionIn((await browser.get(path)).html);
    const save = (role: string, at: string) =>
      browser.post(path, { name: member.name, role, reachKind: 'some', crms: 'tradingtech_crm', revision: at });
    assert.equal((await save('auditor', revision)).notice, 'saved');
    const second = await save('admin', revision);
    assert.equal(second.status, 409);
    assert.match(second.html, /<del>auditor<\/del>.*<ins>admin<\/ins>/s);
    assert.match(second.html, /<option value="admin" selected>/);
    assert.equal((await save('admin', revisionIn(second.html))).notice, 'saved');
    assert.equal((await save('admin', revisionIn((await browser.get(path)).html))).notice, 'nothing-changed');
  });

  test('a member is disabled with a reason, enabled, signed out, and gets a link for a password', async () => {
    const { member } = await stage().as('support', EVERYTHING);
    const path = `${STAFF}/${member.id}`;
    const unsaid = await browser.post(`${path}/end-sessions`, { reason: '' });
    assert.deepEqual([unsaid.status, faultBeside(unsaid.html, 'reason')], [400, 'It is empty.']);
    const reason = 'A laptop was lost';
    assert.equal((await browser.post(`${path}/end-sessions`, { reason })).notice, 'sessions-ended');
    assert.match((await browser.get(`${path}/new-password`)).html, /name="resetFactors"/);
    assert.match((await browser.post(`${path}/new-password`, { resetFactors: 'true' })).html, /new-password\?token=/);
    assert.equal((await browser.post(`${path}/disable`, { reason })).notice, 'member-disabled');
    assert.match((await browser.get(path)).html, /href="[^"]+\/enable"/);
    assert.equal((await browser.post(`${path}/enable`)).notice, 'member-enabled');
  });

  test('more than can be ticked are entered by name', async () => {
    const { brokers } = stage().bridge.app;
    const model = brokers.settingsOf('tradingtech_main');
    const platform = { ...model.platform, managerPassword: 'sandbox-manager-of-many' };
    for (let count = 0; count < 50; count += 1) {
      const payments = { ...model.payments, cashier: { kind: 'sandbox' } } as const;
      const names = { brokerName: `many_${count}`, displayName: `Many ${count}`, hosts: [] };
      await brokers.create({ ...model, ...names, platform, payments, platformPassword: 'sandbox-platform-of-many' });
    }
    const { html } = await browser.get(`${STAFF}/invite`);
    assert.match(html, /<textarea id="brokerNames"/);
    const names = { ...FORM, email: 'many@example.com', brokerNames: 'many_1\r\n\r\nmany_2\r\n' };
    assert.equal((await browser.post(`${STAFF}/invite`, { ...names, brokerNames: 'no_such' })).status, 400);
    assert.equal((await browser.post(`${STAFF}/invite`, names)).status, 200);
    const page = await browser.get(`${STAFF}?q=many@`);
    assert.match(page.html, /many_1, many_2/);
  });
});
