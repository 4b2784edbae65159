import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { EVERYTHING, reachOfBroker, useAdminStage } from '../support/admin-stage.ts';
import { openConsole } from '../support/console-browser.ts';
import { openVisitor } from '../support/visitor.ts';

const PARENT = 'tradingtech_main';

describe('what the change log tells, and to whom', () => {
  const stage = useAdminStage();

  test('whose white label it is stands in no log of the white label, however it was made', async () => {
    const { owner } = stage();
    const platform = { baseUrl: 'https://platform.example', managerLogin: 1001, managerPassword: 'a-manager-password' };
    const screens = { successUrl: 'https://app.example/signed-in' };
    const named = () => ({ brokerName: `wl_${randomUUID()}`, brokerCrmName: 'tradingtech_crm' });
    const made = { ...named(), whiteLabelOf: PARENT, displayName: 'A white label', platform, screens };
    const created = await owner.call('POST', '/white-labels', { body: made });
    assert.equal(created.status, 201, created.text);
    const copy = { ...named(), managerPassword: 'a-manager-password' };
    const cloned = await owner.call('POST', '/white-labels/tradingtech_wl_europe/clone', { body: copy });
    assert.equal(cloned.status, 201, cloned.text);
    const exported = JSON.parse((await owner.call('GET', '/configuration?brokerNames=tradingtech_wl_europe')).text);
    const { brokerName } = named();
    const document = { ...exported, brokers: [{ ...exported.brokers[0], brokerName, hosts: [] }] };
    const imported = await owner.call('POST', '/configuration', { body: { document } });
    assert.equal(imported.status, 200, imported.text);

    for (const name of ['tradingtech_wl_europe', made.brokerName, copy.brokerName, brokerName]) {
      const auditor = await stage().as('auditor', reachOfBroker(name));
      const log = await auditor.call('GET', `/white-labels/${name}/audit-log?limit=100`);
      assert.equal(log.status, 200, log.text);
      assert.ok((log.body.items as unknown[]).length > 0, name);
      assert.ok(!log.text.includes(PARENT), name);
    }
  });

  test('a proof that stood in a form is logged as one by the API is', async () => {
    const { bridge } = stage();
    const { member, password } = await stage().as('support', EVERYTHING, { isProven: false });
    const visitor = openVisitor(bridge.url);
    await visitor.get('/admin/sign-in');
    await visitor.post('/admin/sign-in', { email: member.email, password });
    await visitor.get('/admin/account');
    await visitor.post('/admin/account/authenticator', { stepUpKind: 'password', stepUpValue: password });
    const entries = await bridge.app.audit.list(null, { actorId: member.id }, { limit: 10 });
    const steps = entries.filter(({ action }) => action === 'session.step-up');
    assert.deepEqual([steps.length, steps[0]?.address], [1, '127.0.0.1']);
    assert.ok(!JSON.stringify(entries).includes(password));
  });

  test('a proof that is wrong makes no entry, and loses nothing that was entered', async () => {
    const { bridge } = stage();
    const admin = await stage().as('admin', EVERYTHING, { isProven: false });
    const browser = openConsole(bridge.url, admin);
    const wrong = { stepUpKind: 'password', stepUpValue: 'not the password', overlapHours: '48' };
    const answer = await browser.post(`/admin/white-labels/${PARENT}/secrets/platform-password`, wrong);
    assert.equal(answer.status, 401);
    assert.match(answer.html, /name="overlapHours" value="48"/);
    const entries = await bridge.app.audit.list(null, { actorId: admin.member.id }, { limit: 10 });
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['session.open'],
    );
  });
});
