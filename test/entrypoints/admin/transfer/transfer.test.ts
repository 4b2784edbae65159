import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KEPT_SECRET } from '../../../../src/config/kept-secret.ts';
import type { SeedJson } from '../../../support/seed-file.ts';
import {
  callApi,
  EVERYTHING,
  reachOfBroker,
  reachOfCrm,
  type StaffCaller,
  useAdminStage,
} from '../support/admin-stage.ts';

const MAIN = 'tradingtech_main';
const CHILD = 'tradingtech_wl_europe';
const FOREIGN = 'financialhouse_main';

describe('configuration as a document, by the API', () => {
  const stage = useAdminStage();
  const brokers = () => stage().bridge.app.brokers;
  const codeOf = ({ body }: { body: Record<string, unknown> }) => (body.error as { code: string }).code;

  async function exported(by: StaffCaller, ...names: string[]): Promise<SeedJson> {
    const answer = await by.call('GET', `/configuration?brokerNames=${names.join(',')}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.body;
  }

  const check = (by: StaffCaller, document: unknown) => by.call('POST', '/configuration/check', { body: { document } });
  const apply = (by: StaffCaller, document: unknown, more: object = {}) =>
    by.call('POST', '/configuration', { body: { document, ...more } });
  const namesOf = (document: SeedJson) => document.brokers.map((one: SeedJson) => one.brokerName);
  const crmsOf = (document: SeedJson) => document.crms.map((one: SeedJson) => one.brokerCrmName);

  test('an export is a file of what is in reach, without secrets', async () => {
    const { headers } = await stage().owner.call('GET', `/configuration?brokerNames=${MAIN}`);
    assert.equal(headers.get('content-disposition'), `attachment; filename="${MAIN}.json"`);
    const admin = await stage().as('admin', reachOfCrm('financialhouse_crm'));
    const all = await exported(admin);
    assert.deepEqual([namesOf(all), crmsOf(all)], [[FOREIGN], ['financialhouse_crm']]);
    assert.equal(all.brokers[0].platformPassword, KEPT_SECRET);
    assert.doesNotMatch(JSON.stringify(all), /sealed|sandbox-(password|manager|cashier)/);
    await brokers().addCrm({ brokerCrmName: 'empty_crm', displayName: 'Empty' });
    const nobody = await stage().as('auditor', reachOfCrm('empty_crm'));
    assert.deepEqual(await exported(nobody), { sandbox: false, crms: [], brokers: [] });
  });

  test('one out of reach is exported no more than one that there is not', async () => {
    const admin = await stage().as('admin', reachOfCrm('financialhouse_crm'));
    const answers = await Promise.all(
      [`${FOREIGN},${MAIN}`, 'nobody'].map((names) => admin.call('GET', `/configuration?brokerNames=${names}`)),
    );
    for (const answer of answers) assert.deepEqual([answer.status, codeOf(answer)], [404, 'white_label_unknown']);
    assert.equal(answers[0]?.text, answers[1]?.text);
  });

  test('what was exported comes back and changes nothing; what is changed in it is told, then set', async () => {
    const document = await exported(stage().owner);
    const same = await check(stage().owner, document);
    assert.deepEqual([same.body.isGood, same.body.update, same.body.create], [true, [], []]);
    const main = document.brokers.find((one: SeedJson) => one.brokerName === MAIN);
    main.screens.successUrl = 'https://imported.example/in';
    const plan = await check(stage().owner, document);
    const [update] = plan.body.update as SeedJson[];
    assert.deepEqual(
      [update.brokerName, update.changes.map((one: SeedJson) => [one.field, one.after])],
      [MAIN, [['screens.successUrl', 'https://imported.example/in']]],
    );
    assert.notEqual(brokers().get(MAIN).screens.successUrl, 'https://imported.example/in');
    const done = await apply(stage().owner, document, { plan: plan.body.id });
    assert.deepEqual([done.status, done.body.updated, done.body.stopped], [200, [MAIN], null], done.text);
    assert.deepEqual(await exported(stage().owner), document);
    const [entry] = await stage().bridge.app.audit.list(MAIN, {}, { limit: 1 });
    assert.deepEqual([entry?.action, entry?.changes], ['configuration.import', update.changes]);
    const [foreignEntry] = await stage().bridge.app.audit.list(FOREIGN, {}, { limit: 1 });
    assert.notEqual(foreignEntry?.action, 'configuration.import');
  });

  test('a new one gets secrets, shown in the report alone', async () => {
    const document = await exported(stage().owner, MAIN);
    const [model] = document.brokers;
    document.brokers = [{ ...model, brokerName: 'imported_new', clients: [] }];
    document.crms.push({ brokerCrmName: 'new_crm', displayName: 'New CRM' });
    const plan = await check(stage().owner, document);
    assert.deepEqual(plan.body.crms, ['new_crm']);
    assert.doesNotMatch(plan.text, /"secret"/);
    const { body } = await apply(stage().owner, document);
    const [password] = body.secrets as SeedJson[];
    assert.equal(password.field, 'platformPassword');
    assert.ok(await brokers().passwordCheck.verify(brokers().get('imported_new'), password.secret));
    const entries = [
      ...(await stage().bridge.app.audit.list('imported_new', {}, { limit: 5 })),
      ...(await stage().bridge.app.audit.list(null, {}, { limit: 5 })),
    ];
    assert.ok(entries.some(({ target }) => target.id === 'new_crm'));
    assert.ok(!JSON.stringify([entries, stage().bridge.logLines]).includes(password.secret));
  });

  test('a document that names what is out of reach is refused as if it were not there', async () => {
    const document = await exported(stage().owner, MAIN, FOREIGN);
    const [foreign, main] = document.brokers;
    const [foreignCrm, crm] = document.crms;
    const admin = await stage().as('admin', reachOfCrm('tradingtech_crm'));
    for (const [strange, code] of [
      [{ ...document }, 'crm_unknown'],
      [{ ...document, crms: [crm], brokers: [foreign] }, 'crm_unknown'],
      [{ ...document, crms: [{ ...crm, brokerCrmName: 'new_one' }], brokers: [] }, 'crm_unknown'],
      [{ ...document, crms: [foreignCrm], brokers: [] }, 'crm_unknown'],
      // It is of another CRM than the document says.
      [{ ...document, crms: [crm], brokers: [{ ...main, brokerName: FOREIGN }] }, 'white_label_unknown'],
      [{ ...document, crms: [crm], brokers: [{ ...main, whiteLabelOf: FOREIGN }] }, 'white_label_unknown'],
    ] as const) {
      for (const answer of [await check(admin, strange), await apply(admin, strange)]) {
        assert.deepEqual([answer.status, codeOf(answer)], [404, code], answer.text);
        assert.ok(!answer.text.includes('Financial House'));
      }
    }
    const one = await stage().as('admin', reachOfBroker(MAIN));
    const created = { ...document, crms: [crm], brokers: [{ ...main, brokerName: 'not_there_yet' }] };
    assert.equal(codeOf(await apply(one, created)), 'white_label_unknown');
    assert.equal(brokers().find('not_there_yet'), undefined);
  });

  test('who does not reach the broker whose white label it is exports and imports it all the same', async () => {
    const admin = await stage().as('admin', reachOfBroker(CHILD));
    const document = await exported(admin);
    assert.ok(!JSON.stringify(document).includes(MAIN));
    document.brokers[0].displayName = 'Europe';
    const done = await apply(admin, document);
    assert.deepEqual([done.status, done.body.updated], [200, [CHILD]], done.text);
    assert.equal(brokers().get(CHILD).whiteLabelOf, MAIN);
  });

  test('every fault is told by its place, and nothing of the document is imported', async () => {
    const document = await exported(stage().owner, MAIN, CHILD);
    const [main, child] = document.brokers;
    main.displayName = 'Not to be';
    child.screens.successUrl = 'https://user:secret@broker.example/';
    child.actions.kyc = { kind: 'external', template: 'https://broker.example/{nobody}' };
    const { body } = await check(stage().owner, document);
    const faults = body.faults as SeedJson[];
    assert.deepEqual(
      faults.map(({ brokerName, field }) => [brokerName, field]),
      [
        [CHILD, 'screens.successUrl'],
        [CHILD, 'actions.kyc.template'],
      ],
    );
    const refused = await apply(stage().owner, document);
    assert.deepEqual([refused.status, codeOf(refused)], [400, 'import_refused']);
    assert.match(refused.text, new RegExp(`${CHILD}\\.screens\\.successUrl`));
    assert.notEqual(brokers().get(MAIN).displayName, 'Not to be');
  });

  test('a new one is the white label of a broker of its own CRM', async () => {
    const document = await exported(stage().owner, MAIN);
    const [main] = document.brokers;
    const ofStranger = { ...main, brokerName: 'strange_wl', whiteLabelOf: FOREIGN, clients: [] };
    const { body } = await check(stage().owner, { ...document, brokers: [ofStranger] });
    assert.deepEqual(body.faults, [
      { brokerName: 'strange_wl', field: 'whiteLabelOf', reason: 'names no broker of this CRM' },
    ]);
    const good = { ...ofStranger, whiteLabelOf: MAIN };
    assert.equal((await check(stage().owner, { ...document, brokers: [good] })).body.isGood, true);
  });

  test('the manager’s password that is kept is sent to no other address', async () => {
    const document = await exported(stage().owner, MAIN);
    document.brokers[0].platform.baseUrl = 'https://elsewhere.example';
    const { body } = await check(stage().owner, document);
    assert.deepEqual(
      (body.faults as SeedJson[]).map(({ field }) => field),
      ['platform.managerPassword'],
    );
    document.brokers[0].platform.managerPassword = 'another password';
    assert.equal((await check(stage().owner, document)).body.isGood, true);
  });

  test('another difference than the one that was looked at is not imported', async () => {
    const document = await exported(stage().owner, MAIN);
    document.brokers[0].displayName = 'Looked at';
    const { body } = await check(stage().owner, document);
    await brokers().update(MAIN, { hosts: ['meanwhile.example'] });
    const refused = await apply(stage().owner, document, { plan: body.id });
    assert.deepEqual([refused.status, codeOf(refused)], [409, 'import_outdated']);
    assert.notEqual(brokers().get(MAIN).displayName, 'Looked at');
  });

  test('nobody’s document is read', async () => {
    const send = (by: StaffCaller | null) =>
      callApi(stage().bridge.url, by?.token() ?? '', 'POST', '/configuration', { body: 'no JSON' });
    assert.equal(codeOf(await send(null)), 'staff_session_needed');
    assert.equal(codeOf(await send(stage().owner)), 'malformed_request');
  });

  test('a proof is asked for, and who may not import is refused', async () => {
    const document = await exported(stage().owner, MAIN);
    const unproven = await stage().as('owner', EVERYTHING, { isProven: false });
    assert.equal(codeOf(await apply(unproven, document)), 'step_up_needed');
    const auditor = await stage().as('auditor', EVERYTHING);
    assert.equal(codeOf(await apply(auditor, document)), 'staff_forbidden');
    assert.deepEqual(namesOf(await exported(auditor, MAIN)), [MAIN]);
  });
});
