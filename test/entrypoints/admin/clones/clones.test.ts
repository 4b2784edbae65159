import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { managerPasswordContext } from '../../../../src/lib/seal-contexts.ts';
import { EVERYTHING, reachOfBroker, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, faultBeside, openConsole } from '../support/console-browser.ts';
import { fieldsOn } from '../white-labels/form-on-page.ts';

const MODEL = 'financialhouse_main';
const PAGE = `/admin/white-labels/${MODEL}/clone`;
const ENTERED = { managerPassword: 'kept sealed' };

describe('a clone of a white label', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;

  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  const brokers = () => stage().bridge.app.brokers;
  const request = (brokerName: string, brokerCrmName = 'financialhouse_crm') => ({
    ...{ brokerName, brokerCrmName, ...ENTERED },
  });
  const codeOf = ({ body }: { body: Record<string, unknown> }) => (body.error as { code: string }).code;
  const clone = (body: object, model = MODEL) => stage().owner.call('POST', `/white-labels/${model}/clone`, { body });

  test('is set to the same, off, with secrets of its own that stand in no log', async () => {
    const { status, body, text } = await clone(request('fh_copy'));
    assert.equal(status, 201, text);
    const made = brokers().get('fh_copy');
    assert.deepEqual(
      brokers()
        .compareSettings(MODEL, 'fh_copy')
        .map(({ field }) => field),
      ['enabled'],
    );
    assert.ok(await brokers().passwordCheck.verify(made, String(body.platformPassword)));
    assert.ok(String(body.cashierSecret).length >= 32);
    const { keyRing } = stage().bridge.app;
    assert.equal(keyRing.open(made.platform.sealedManagerPassword, managerPasswordContext('fh_copy')), 'kept sealed');
    const entries = await stage().bridge.app.audit.list('fh_copy', {}, { limit: 10 });
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['white-label.clone'],
    );
    const kept = JSON.stringify([entries, stage().bridge.logLines]);
    for (const secret of [body.platformPassword, body.cashierSecret, 'kept sealed']) {
      assert.ok(!kept.includes(String(secret)));
    }
    // The model may be of a CRM of which whoever reads this log knows nothing.
    assert.deepEqual([entries[0]?.target.id, entries[0]?.reason], ['fh_copy', null]);
  });

  test('every fault is told with its field, and nothing is made', async () => {
    const body = { ...request('no spaces'), managerPassword: 'short', displayName: '', hosts: ['A.B'] };
    const checked = await stage().owner.call('POST', `/white-labels/${MODEL}/clone/check`, { body });
    assert.deepEqual((checked.body.faults as { field: string }[]).map(({ field }) => field).sort(), [
      ...['brokerName', 'displayName', 'hosts', 'managerPassword'],
    ]);
    const refused = await clone(body);
    assert.deepEqual([refused.status, codeOf(refused)], [400, 'broker_invalid']);
    assert.equal(brokers().find('no spaces'), undefined);
  });

  test('into another CRM it needs that one, and its model, in reach', async () => {
    const ofModel = await stage().as('admin', reachOfCrm('financialhouse_crm'));
    const path = `/white-labels/${MODEL}/clone`;
    const intoForeign = await ofModel.call('POST', path, { body: request('taken_over', 'tradingtech_crm') });
    const intoNone = await ofModel.call('POST', path, { body: request('taken_over', 'no_such_crm') });
    assert.deepEqual([intoForeign.status, intoForeign.text], [404, intoNone.text]);
    const ofTarget = await stage().as('admin', reachOfCrm('tradingtech_crm'));
    const fromForeign = await ofTarget.call('POST', path, { body: request('stolen', 'tradingtech_crm') });
    const fromNone = await ofTarget.call('POST', '/white-labels/none/clone', {
      body: request('stolen', 'tradingtech_crm'),
    });
    assert.deepEqual([fromForeign.status, codeOf(fromForeign)], [404, 'white_label_unknown']);
    assert.equal(fromForeign.text, fromNone.text);
    const ofOne = await stage().as('admin', reachOfBroker(MODEL));
    assert.equal((await ofOne.call('POST', path, { body: request('sibling') })).status, 403);
    for (const name of ['taken_over', 'stolen', 'sibling']) assert.equal(brokers().find(name), undefined);
    const both = await stage().as('admin', reachOfCrm('tradingtech_crm', 'financialhouse_crm'));
    assert.equal((await both.call('POST', path, { body: request('moved_over', 'tradingtech_crm') })).status, 201);
    assert.equal(brokers().get('moved_over').brokerCrmName, 'tradingtech_crm');
  });

  test('the page says what is copied, checks names as one types, and shows the secrets once', async () => {
    const page = await browser.get(PAGE);
    for (const words of ['Not copied', 'Host names', 'made anew and shown once']) assert.ok(page.html.includes(words));
    const typed = (query: string) => browser.get(`${PAGE}/check?crm=financialhouse_crm&${query}`);
    assert.match((await typed('brokerName=fh_page')).html, /\/b\/fh_page\/auth\/login/);
    assert.match((await typed(`brokerName=${MODEL}`)).html, /is taken/);
    await brokers().update(MODEL, { hosts: ['sso.taken.example'] });
    assert.match((await typed('hosts=sso.taken.example')).html, /They hold one that is taken\./);
    assert.match((await typed('hosts=Not.Small')).html, /small letters/);
    assert.match((await typed('hosts=sso.page.example')).html, /https:\/\/sso\.page\.example\/auth\/login/);
    const entered = { ...fieldsOn(page, PAGE), ...ENTERED, brokerName: 'fh_page', displayName: 'On the page' };
    const { status, html } = await browser.post(PAGE, { ...entered, hosts: 'sso.page.example\n' });
    assert.equal(status, 200, html);
    assert.match(html, /Platform password \(call 4\.1\)[\s\S]*Secret of the cashier/);
    const { hosts, enabled, displayName } = brokers().get('fh_page');
    assert.deepEqual([hosts, enabled, displayName], [['sso.page.example'], false, 'On the page']);
  });

  test('what is refused stands beside its field, and nothing is lost', async () => {
    const page = await browser.get(PAGE);
    const entered = { ...fieldsOn(page, PAGE), brokerName: MODEL, hosts: 'A.B', managerLogin: '77' };
    const { status, html } = await browser.post(PAGE, { ...entered, managerPassword: 'short' });
    assert.equal(status, 400);
    for (const field of ['brokerName', 'hosts', 'managerPassword']) assert.ok(faultBeside(html, field), field);
    assert.deepEqual(fieldsOn({ html }, PAGE), {
      ...entered,
      managerPassword: '',
      csrf: fieldsOn({ html }, PAGE).csrf,
    });
    const noNumber = await browser.post(PAGE, { ...entered, ...ENTERED, managerLogin: 'bob' });
    assert.ok(faultBeside(noNumber.html, 'managerLogin'));
  });

  test('only CRMs in reach as a whole are offered, and none to who makes no white labels', async () => {
    const both = await stage().as('admin', {
      ...{ kind: 'some', crms: ['financialhouse_crm'], brokers: ['tradingtech_main'] },
    });
    const { html } = await openConsole(stage().bridge.url, both).get(PAGE);
    assert.ok(html.includes('financialhouse_crm') && !html.includes('tradingtech_crm'));
    const auditor = openConsole(stage().bridge.url, await stage().as('auditor', EVERYTHING));
    assert.match((await auditor.get(PAGE)).html, /cannot make a white label here/);
  });
});
