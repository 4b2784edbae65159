import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AdminStage, EVERYTHING, reachOfBroker, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';
import { enteredIn, faultBeside, openConsole } from '../support/console-browser.ts';
import { fieldsOn } from '../white-labels/form-on-page.ts';

const AT = '/white-labels/tradingtech_main/api-keys';
const NEW = '/admin/api-keys/white-labels/tradingtech_main/new';
const KEY = { name: 'Back office', scopes: ['users:read'] };
const FORM = { name: 'Back office', kind: 'secret', expiresInDays: '30', 'scopes.users:read': 'true' };

describe('API keys for staff', () => {
  const stage = useAdminStage();
  const browser = () => openConsole(stage().bridge.url, stage().owner);
  const idIn = (html: string) => /keys\/([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';

  test('a key and its secret are shown once, work, and stand in no log', async () => {
    const { owner, bridge } = stage();
    const made = await owner.call('POST', AT, { body: KEY });
    assert.equal(made.status, 201, made.text);
    const { key, secret, ...shown } = made.body;
    assert.deepEqual((await owner.call('GET', `${AT}/${shown.id}`)).body, shown);
    const request = { method: 'GET', path: '/', body: Buffer.alloc(0) };
    const credentials = { kind: 'bearer', key: String(key) } as const;
    await bridge.app.apiKeys.verify({ credentials, address: '203.0.113.1', signature: null, request });
    const entries = await bridge.app.audit.list('tradingtech_main', {}, { limit: 100 });
    assert.ok(entries.some(({ action, target }) => action === 'api-key.create' && target.id === shown.id));
    for (const text of [JSON.stringify(entries), ...bridge.logLines]) {
      assert.ok(!text.includes(String(key)) && !text.includes(String(secret)));
    }
  });

  test('keys of a whole CRM are listed and made by who reaches it all, and by nobody else', async () => {
    const of = { brokerCrmName: 'tradingtech_crm' };
    const { body } = await stage().owner.call('POST', '/crm-api-keys', { body: { ...of, ...KEY, name: 'Of all' } });
    const namesFor = async (...reach: Parameters<AdminStage['as']>) => {
      const caller = await stage().as(...reach);
      const list = await caller.call('GET', '/api-keys?q=Of%20all');
      return (list.body.items as { id: string }[]).map(({ id }) => id);
    };
    assert.deepEqual(await namesFor('admin', EVERYTHING), [body.id]);
    assert.deepEqual(await namesFor('support', reachOfCrm('tradingtech_crm')), [body.id]);
    assert.deepEqual(await namesFor('admin', reachOfBroker('tradingtech_main')), []);
    assert.deepEqual(await namesFor('admin', reachOfCrm('financialhouse_crm')), []);
    const [entry] = await stage().bridge.app.audit.list(null, { targetId: String(body.id) }, { limit: 1 });
    assert.equal(entry?.action, 'api-key.create');
    const revoked = await stage().owner.call('POST', `/crm-api-keys/${body.id}/revoke`, { body: of });
    assert.equal(revoked.body.status, 'revoked');
  });

  test('of two changes of one state the second is refused; one that was revoked is changed no more', async () => {
    const { owner } = stage();
    const { body } = await owner.call('POST', AT, { body: KEY });
    const path = `${AT}/${body.id}`;
    const headers = { 'if-match': (await owner.call('GET', path)).headers.get('etag') ?? '' };
    assert.equal((await owner.call('PATCH', path, { body: { name: 'First' }, headers })).status, 200);
    assert.equal((await owner.call('PATCH', path, { body: { name: 'Second' }, headers })).status, 412);
    const rotated = await owner.call('POST', `${path}/rotate`, { body: { overlapSeconds: 60 } });
    assert.equal(rotated.body.previousEndsAt, new Date(stage().bridge.clock.nowMs() + 60_000).toISOString());
    await owner.call('POST', `${path}/revoke`, { body: {} });
    assert.equal((await owner.call('PATCH', path, { body: { name: 'Third' } })).status, 409);
    assert.equal((await owner.call('POST', `${path}/rotate`, { body: {} })).status, 409);
    assert.equal((await owner.call('GET', `${AT}/none`)).status, 404);
  });

  test('in the console a key is made, shown once, changed, rotated and revoked', async () => {
    assert.match((await browser().get('/admin/api-keys/new')).html, /All of/);
    assert.equal((await browser().get(NEW)).status, 200);
    const made = await browser().post(NEW, FORM);
    assert.equal(made.status, 200, made.html);
    const [, text = ''] = /value="(bk_test_[^"]+)"/.exec(made.html) ?? [];
    const path = `/admin/api-keys/white-labels/tradingtech_main/keys/${idIn(made.html)}`;
    const page = await browser().get(path);
    assert.ok(text !== '' && !page.html.includes(text));
    const saved = await browser().post(path, { ...FORM, expiresInDays: '', name: 'Renamed' });
    assert.deepEqual([saved.status, saved.notice], [303, 'saved']);
    assert.match((await browser().get('/admin/api-keys?q=renamed')).html, /Renamed/);
    assert.equal((await browser().get(`${path}/rotate`)).status, 200);
    assert.match((await browser().post(`${path}/rotate`, { overlapSeconds: '3600' })).html, /Store the key/);
    assert.equal((await browser().post(`${path}/revoke`)).notice, 'key-revoked');
    assert.ok(!(await browser().get(path)).html.includes('name="ipList"'));
  });

  test('what is wrong stands beside its field with its line, and nothing that was entered is lost', async () => {
    const ipList = '203.0.113.9\n203.0.113.256';
    const wrong = await browser().post(NEW, { ...FORM, ipList });
    assert.equal(wrong.status, 400);
    assert.equal(faultBeside(wrong.html, 'ipList'), 'Line 2: it is no IPv4 or IPv6 address, and no network.');
    assert.equal(enteredIn(wrong.html).ipList, ipList);
    const late = await browser().post(NEW, { ...FORM, expiresInDays: '900' });
    assert.equal(faultBeside(late.html, 'expiresInDays'), 'It has to be at most 366.');
    const open = await browser().post(NEW, { ...FORM, kind: 'publishable' });
    assert.match(faultBeside(open.html, 'scopes.users:read') ?? '', /publishable key may have/);
  });

  test('a key of a CRM has the same pages, for who reaches the CRM', async () => {
    const at = '/admin/api-keys/crms/tradingtech_crm';
    assert.equal((await browser().get(`${at}/new`)).status, 200);
    const path = `${at}/keys/${idIn((await browser().post(`${at}/new`, FORM)).html)}`;
    assert.equal((await browser().get(path)).status, 200);
    assert.equal((await browser().post(path, { ...FORM, name: 'Of the CRM' })).notice, 'saved');
    assert.equal((await browser().post(`${path}/revoke`)).notice, 'key-revoked');
    const far = openConsole(stage().bridge.url, await stage().as('admin', reachOfBroker('financialhouse_main')));
    assert.equal((await far.get(path)).status, 404);
    assert.equal((await far.get(`${at}/new`)).status, 404);
  });

  for (const home of ['white-labels/tradingtech_main', 'crms/tradingtech_crm']) {
    test(`of two who save a key of ${home} the second sees the difference, and may save all the same`, async () => {
      const at = `/admin/api-keys/${home}`;
      const path = `${at}/keys/${idIn((await browser().post(`${at}/new`, FORM)).html)}`;
      const seen = fieldsOn(await browser().get(path), path);
      assert.equal((await browser().post(path, { ...seen, name: 'First' })).notice, 'saved');
      const second = await browser().post(path, { ...seen, name: 'Second' });
      assert.equal(second.status, 412, second.html);
      assert.match(second.html, /<del>First<\/del>.*<ins>Second<\/ins>/s);
      assert.equal((await browser().post(path, fieldsOn(second, path))).notice, 'saved');
    });
  }

  test('who saves a key that was revoked meanwhile is told so', async () => {
    const path = `/admin/api-keys/white-labels/tradingtech_main/keys/${idIn((await browser().post(NEW, FORM)).html)}`;
    const seen = fieldsOn(await browser().get(path), path);
    await browser().post(`${path}/revoke`);
    const late = await browser().post(path, { ...seen, name: 'Late' });
    assert.equal(late.status, 409);
    assert.match(late.html, /role="alert">.*revoked/s);
  });

  test('who rotates a key is told how long the next one works', async () => {
    const pathOf = async (expiresInDays: string) => {
      const made = await browser().post(NEW, { ...FORM, expiresInDays });
      return `/admin/api-keys/white-labels/tradingtech_main/keys/${idIn(made.html)}/rotate`;
    };
    assert.match((await browser().get(await pathOf('30'))).html, /another 90 days/);
    const endless = (await browser().get(await pathOf(''))).html;
    assert.ok(!endless.includes('90 days'));
    assert.match(endless, /without end/);
  });

  test('a search among the keys of a CRM stays among them', async () => {
    const { html } = await browser().get('/admin/api-keys?brokerCrmName=tradingtech_crm');
    assert.equal(enteredIn(html).brokerCrmName, 'tradingtech_crm');
  });
});
