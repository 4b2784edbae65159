import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reachOfBroker, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';

const GOOD = {
  ...{ brokerName: 'nova', brokerCrmName: 'tradingtech_crm', displayName: 'Nova' },
  platform: { baseUrl: 'https://platform.nova.example', managerLogin: 7, managerPassword: 'kept sealed' },
  screens: { successUrl: 'https://app.nova.example/signed-in' },
};

const PAY_PAGE =
  'https://pay.nova.example/?id={paymentId}&amount={amount}&currency={currency}&back={returnUrl}&sig={signature}';

describe('making a white label', () => {
  const stage = useAdminStage();
  const create = (body: object) => stage().owner.call('POST', '/white-labels', { body });
  const check = (body: object) => stage().owner.call('POST', '/new-white-label/check', { body });
  const faultsIn = (answer: { body: Record<string, unknown> }) =>
    (answer.body.faults as { field: string }[]).map(({ field }) => field);

  test('it works at once, with secrets that are shown this once and stand in no log', async () => {
    const { status, body } = await create({ ...GOOD, brokerName: 'nova_first' });
    assert.equal(status, 201);
    const { app, logLines } = stage().bridge;
    const made = app.brokers.get('nova_first');
    const password = String(body.platformPassword);
    assert.ok(await app.brokers.passwordCheck.verify(made, password));
    const shown = await stage().owner.call('GET', '/white-labels/nova_first');
    assert.equal(shown.status, 200);
    assert.ok(!shown.text.includes(password) && !shown.text.includes('kept sealed'));
    const entries = await app.audit.list('nova_first', {}, { limit: 10 });
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['white-label.create'],
    );
    assert.ok(!JSON.stringify([logLines, entries]).includes(password));
  });

  test('a second one of the same name makes nothing, and says which field', async () => {
    await create({ ...GOOD, brokerName: 'nova_twice' });
    const { status, body } = await create({ ...GOOD, brokerName: 'nova_twice', displayName: 'Other' });
    assert.equal(status, 400);
    assert.match(JSON.stringify(body), /brokerName/);
    assert.equal(stage().bridge.app.brokers.get('nova_twice').displayName, 'Nova');
  });

  test('a name under which the console has a page of its own is told to be taken, as any other', async () => {
    for (const brokerName of ['new', 'Export', 'import', 'financialhouse_main']) {
      const { body } = await check({ ...GOOD, brokerName });
      assert.deepEqual(body.faults, [{ field: 'brokerName', reason: 'is taken' }], brokerName);
    }
  });

  test('row 28: what is taken by another CRM is told in words that say nothing of it', async () => {
    await stage().bridge.app.brokers.update('financialhouse_main', { hosts: ['sso.house.example'] });
    const admin = await stage().as('admin', reachOfCrm('tradingtech_crm'));
    const hosts = ['sso.house.example'];
    const body = { ...GOOD, brokerName: 'nova_house', hosts };
    const answers = [
      await admin.call('POST', '/new-white-label/check', { body }),
      await admin.call('POST', '/white-labels', { body }),
      await admin.call('PATCH', '/white-labels/tradingtech_main', { body: { hosts } }),
      await admin.call('POST', '/white-labels/tradingtech_main/clone', {
        body: {
          ...{ brokerName: 'nova_house', brokerCrmName: GOOD.brokerCrmName },
          hosts,
          managerPassword: 'kept sealed',
        },
      }),
    ];
    for (const { status, text } of answers) {
      assert.ok([200, 400].includes(status), text);
      assert.match(text, /hold one that is taken/);
      assert.doesNotMatch(text, /Financial House|financialhouse_crm/);
    }
  });

  test('the secret of a cashier is made where none is given', async () => {
    const cashier = { kind: 'redirect', template: PAY_PAGE };
    const body = { ...GOOD, brokerName: 'nova_paid', payments: { cashier } };
    const answer = await create(body);
    assert.equal(answer.status, 201, answer.text);
    assert.ok(String(answer.body.cashierSecret).length >= 32);
  });

  test('every fault is told with its field, and nothing is made', async () => {
    const answer = await check({
      ...{
        brokerName: 'no spaces',
        brokerCrmName: 'tradingtech_crm',
        displayName: '',
        whiteLabelOf: 'financialhouse_main',
      },
      platform: { baseUrl: 'nowhere', managerLogin: 0, managerPassword: 'short' },
      screens: { successUrl: 'https://user:secret@nova.example/#there' },
      branding: { accentLight: 'blue' },
    });
    assert.deepEqual([answer.status, answer.body.isGood], [200, false]);
    for (const field of [
      ...['brokerName', 'displayName', 'whiteLabelOf', 'platform.baseUrl', 'platform.managerLogin'],
      ...['platform.managerPassword', 'screens.successUrl', 'branding.accentLight'],
    ]) {
      assert.ok(faultsIn(answer).includes(field), `${field} is missing in ${faultsIn(answer)}`);
    }
    assert.equal(stage().bridge.app.brokers.find('no spaces'), undefined);
  });

  test('what is good has no fault, and is not made by looking at it', async () => {
    const { body } = await check({ ...GOOD, brokerName: 'nova_checked' });
    assert.deepEqual([body.isGood, body.faults], [true, []]);
    assert.equal(stage().bridge.app.brokers.find('nova_checked'), undefined);
  });

  test('a CRM out of reach is answered as one that there is not', async () => {
    const foreign = await stage().as('admin', reachOfCrm('financialhouse_crm'));
    const answers = await Promise.all(
      ['tradingtech_crm', 'no_such_crm'].map((brokerCrmName) =>
        foreign.call('POST', '/white-labels', { body: { ...GOOD, brokerCrmName } }),
      ),
    );
    for (const { status, body } of answers) {
      assert.equal(status, 404);
      assert.match(JSON.stringify(body), /crm_unknown/);
    }
  });

  test('who reaches one white label of a CRM makes no other there', async () => {
    const one = await stage().as('admin', reachOfBroker('tradingtech_main'));
    const { status } = await one.call('POST', '/white-labels', { body: GOOD });
    assert.equal(status, 403);
  });

  test('where one can be made is told, and in the sandbox a platform for it', async () => {
    const admin = await stage().as('admin', reachOfCrm('financialhouse_crm'));
    const { body } = await admin.call('GET', '/new-white-label');
    assert.deepEqual(
      (body.crms as { id: string }[]).map(({ id }) => id),
      ['financialhouse_crm'],
    );
    assert.match(JSON.stringify(body.sandbox), /sandbox-manager-9\d{5}/);
  });
});
