import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { samplePayment, sampleUser } from '../../../contracts/sample-records.ts';
import { reachOfBroker, reachOfCrm, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';
import { openConsole } from '../support/console-browser.ts';

const HOME = 'tradingtech_main';
const OTHER = 'financialhouse_main';

describe('what needs somebody', () => {
  const stage = useAdminStage();

  async function attentionOf(caller: StaffCaller) {
    const { status, body, text } = await caller.call('GET', '/attention');
    assert.equal(status, 200, text);
    const items = body.items as { id: string; count: number; brokerNames: string[] }[];
    return new Map(items.map((item) => [item.id, item]));
  }

  test('an unconfirmed payment is told until it is settled, and leads there', async () => {
    const { app, url } = stage().bridge;
    const user = sampleUser(HOME, 'of-attention');
    await app.storage.users.add(user);
    await app.storage.payments.add(samplePayment(user, 'p-unconfirmed', { state: 'unconfirmed' }));
    const found = await attentionOf(stage().owner);
    assert.deepEqual(found.get('payments-unconfirmed')?.brokerNames, [HOME]);
    const { html } = await openConsole(url, stage().owner).get('/admin');
    assert.match(html, /href="\/admin\/payments\?state=unconfirmed&amp;brokerName=tradingtech_main"/);
  });

  test('money to give back by hand is told until somebody says that it was given back', async () => {
    const { app, url } = stage().bridge;
    const { owner } = stage();
    const user = sampleUser(OTHER, 'to-give-back');
    await app.storage.users.add(user);
    const held = { state: 'failed', failure: 'refused', release: 'by_hand' } as const;
    await app.storage.payments.add(samplePayment(user, 'p-by-hand', held));
    assert.deepEqual((await attentionOf(owner)).get('payments-to-give-back')?.brokerNames, [OTHER]);
    const near = await stage().as('admin', reachOfBroker(HOME));
    assert.ok(!(await attentionOf(near)).has('payments-to-give-back'));
    const { html } = await openConsole(url, owner).get('/admin');
    const [, href = ''] = /href="(\/admin\/payments\?release=by_hand&amp;brokerName=\w+)"/.exec(html) ?? [];
    assert.match((await openConsole(url, owner).get(href.replace('&amp;', '&'))).html, /p-by-hand/);
    const body = { outcome: 'done', reason: 'Sent by bank transfer' };
    const settled = await owner.call('POST', `/white-labels/${OTHER}/payments/p-by-hand/settle`, { body });
    assert.equal(settled.body.release, 'done', settled.text);
    assert.ok(!(await attentionOf(owner)).has('payments-to-give-back'));
  });

  test('a platform that failed three times is told, until a call goes well', async () => {
    const { metrics } = stage().bridge.app;
    const failOnce = () => metrics.platformCall('3.1', 'platform_unavailable', OTHER, 0.1);
    failOnce();
    metrics.platformCall('3.2', 'platform_refused', OTHER, 0.1);
    failOnce();
    failOnce();
    assert.ok(!(await attentionOf(stage().owner)).has('platform-failing'));
    failOnce();
    assert.deepEqual((await attentionOf(stage().owner)).get('platform-failing')?.brokerNames, [OTHER]);
    metrics.platformCall('3.1', 'ok', OTHER, 0.1);
    assert.ok(!(await attentionOf(stage().owner)).has('platform-failing'));
  });

  test('an API key that ends soon is told to who reaches its home', async () => {
    const { app } = stage().bridge;
    const settings = { kind: 'secret', environment: 'test', expiresInDays: 5, scopes: [] } as const;
    await app.apiKeys.create({ ...settings, home: { kind: 'broker', brokerName: HOME }, name: 'ends soon' });
    const home = { kind: 'crm', brokerCrmName: 'financialhouse_crm' } as const;
    await app.apiKeys.create({ ...settings, home, name: 'of a CRM' });
    const countFor = async (caller: StaffCaller) => (await attentionOf(caller)).get('api-keys-ending')?.count;
    assert.equal(await countFor(stage().owner), 2);
    assert.equal(await countFor(await stage().as('support', reachOfBroker(HOME))), 1);
    assert.equal(await countFor(await stage().as('support', reachOfBroker(OTHER))), undefined);
    assert.equal(await countFor(await stage().as('support', reachOfCrm('financialhouse_crm'))), 1);
  });

  test('nothing is told of white labels out of reach', async () => {
    const support = await stage().as('support', reachOfBroker('tradingtech_wl_europe'));
    assert.deepEqual([...(await attentionOf(support)).keys()], []);
    const { html } = await openConsole(stage().bridge.url, support).get('/admin');
    assert.match(html, /Nothing waits for you/);
  });

  test('a log that was found broken is told to who may read it', async () => {
    const { app } = stage().bridge;
    const broken = [
      { log: 'audit', brokerName: HOME, atMs: 1, entries: 4, fault: { sequence: 5, reason: 'altered' } },
      { log: 'audit', brokerName: null, atMs: 1, entries: 0, fault: { sequence: 1, reason: 'missing' } },
    ];
    const key = { partition: '', kind: 'broken-logs', id: 'all' };
    await app.storage.expiring.put(key, JSON.stringify(broken), { validForMs: null });
    const listed = async (caller: StaffCaller) => {
      const { body } = await caller.call('GET', '/broken-logs');
      return (body.items as { brokerName: string | null }[]).map(({ brokerName }) => brokerName);
    };
    assert.deepEqual(await listed(stage().owner), [HOME, null]);
    assert.deepEqual(await listed(await stage().as('auditor', reachOfBroker(HOME))), [HOME]);
    assert.deepEqual(await listed(await stage().as('auditor', reachOfBroker(OTHER))), []);
    const { html } = await openConsole(stage().bridge.url, stage().owner).get('/admin/overview/attention');
    assert.match(html, /The change log of tradingtech_main is broken/);
  });
});
