import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { User } from '../../../../src/domain/users/user.ts';
import { reachOfBroker, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, enteredIn, faultBeside, openConsole } from '../support/console-browser.ts';
import { aSession, aTrader } from './a-trader.ts';

const BROKER = 'tradingtech_main';

describe('traders in the console', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;
  let user: User;
  let path: string;
  before(async () => {
    browser = openConsole(stage().bridge.url, stage().owner);
    user = await aTrader(stage().bridge, BROKER, { firstName: 'Ada', lastName: '<Quinn>' });
    path = `/admin/users/${BROKER}/${user.id}`;
  });

  test('nobody is shown, nor noted as seen, before somebody is asked for', async () => {
    const { html } = await browser.get('/admin/users');
    assert.match(html, /Whom are you looking for/);
    assert.ok(!html.includes(user.email));
    const seen = await stage().bridge.app.privacyLog.list({ brokerName: BROKER }, { personId: user.id, limit: 1 });
    assert.deepEqual(seen, []);
    const found = await browser.get(`/admin/users?q=${encodeURIComponent(user.email)}`);
    assert.ok(found.html.includes(`href="${path}"`));
    assert.ok(found.html.includes('Ada &lt;Quinn&gt;'), 'names are text');
    assert.match((await browser.get('/admin/users?q=nobody-at-all')).html, /No trader found/);
  });

  test('each step is asked for with a reason; what is missing stands beside it, and what was entered stays', async () => {
    for (const [step, notice] of [
      ['send-password-reset', 'reset-letter-sent'],
      ['end-sessions', 'sessions-ended'],
      ['disable', 'user-disabled'],
      ['enable', 'user-enabled'],
    ]) {
      assert.equal((await browser.get(`${path}/${step}`)).status, 200, step);
      const refused = await browser.post(`${path}/${step}`, { reason: 'x' });
      assert.equal(refused.status, 400);
      assert.ok(faultBeside(refused.html, 'reason'), refused.html);
      assert.equal(enteredIn(refused.html).reason, 'x');
      const done = await browser.post(`${path}/${step}`, { reason: 'Asked for by telephone' });
      assert.deepEqual([done.status, done.location, done.notice], [303, path, notice]);
    }
    const { html } = await browser.get(path);
    for (const action of ['user.disable', 'user.enable', 'user.send-password-reset']) assert.ok(html.includes(action));
  });

  test('who is disabled is marked, and can only be enabled', async () => {
    await browser.post(`${path}/disable`, { reason: 'Suspicious sign-ins' });
    const { html } = await browser.get(path);
    assert.match(html, /This trader is disabled/);
    assert.ok(html.includes(`${path}/enable`) && !html.includes(`${path}/send-password-reset`));
    const refused = await browser.post(`${path}/send-password-reset`, { reason: 'Asked for by telephone' });
    assert.equal(refused.status, 409);
    assert.match(refused.html, /This user is disabled/);
    await browser.post(`${path}/enable`, { reason: 'All is well' });
  });

  test('a session that has ended meanwhile is told of', async () => {
    const other = await aTrader(stage().bridge, BROKER);
    const page = `/admin/users/${BROKER}/${other.id}`;
    const end = `${page}/sessions/${await aSession(stage().bridge, other)}/end`;
    assert.ok((await browser.get(page)).html.includes(end));
    const reason = { reason: 'Lost the phone' };
    assert.deepEqual((await browser.post(end, reason)).notice, 'session-ended');
    const again = await browser.post(end, reason);
    assert.equal(again.status, 404);
    assert.match(again.html, /No such session/);
  });

  test('that the platform did not end its sessions is said, and what to do', async () => {
    const { app, simulator } = stage().bridge;
    const seeded = await app.users.findAnyByEmail(BROKER, 'trader@example.com');
    const page = `/admin/users/${BROKER}/${seeded?.id}`;
    for (const [step, notice] of [
      ['end-sessions', 'sessions-ended-here-alone'],
      ['disable', 'user-disabled-here-alone'],
    ]) {
      await simulator.setFaults({ failNext: { call: '3.12', status: 400 } });
      const { status, notice: said } = await browser.post(`${page}/${step}`, { reason: 'Lost the phone' });
      assert.deepEqual([status, said], [303, notice]);
    }
    await browser.post(`${page}/enable`, { reason: 'All is well' });
  });

  test('an auditor changes nothing, and who reaches something else learns nothing', async () => {
    const { bridge, as } = stage();
    const auditor = openConsole(bridge.url, await as('auditor', reachOfBroker(BROKER)));
    const { status, html } = await auditor.get(path);
    assert.equal(status, 200);
    assert.ok(!html.includes(`${path}/disable`));
    assert.equal((await auditor.post(`${path}/disable`, { reason: 'I may not' })).status, 403);
    const far = openConsole(bridge.url, await as('support', reachOfBroker('financialhouse_main')));
    for (const hidden of [path, `${path}/disable`]) assert.equal((await far.get(hidden)).status, 404);
    assert.ok(!(await far.get(`/admin/users?q=${user.id}`)).html.includes(user.email));
  });
});
