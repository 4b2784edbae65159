import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrokerFault } from '../../../src/domain/brokers/broker-fault.ts';
import type { Brokers } from '../../../src/domain/brokers/brokers.ts';
import { createBrokers } from '../../../src/domain/brokers/brokers.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { createPasswordHasher } from '../../../src/lib/password-hash.ts';
import { ALL_BUILT_IN, NO_BRANDING, SAMPLE_PAYMENTS } from '../../contracts/sample-records.ts';
import { dataAddress, sampleSvg } from '../../support/sample-images.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const MAIN = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const WITH_CASHIER = 'financialhouse_main';
const TEMPLATE = 'https://pay.example/{paymentId}?a={amount}&c={currency}&r={returnUrl}';

type Draft = Parameters<Brokers['checkNew']>[0];

describe('what is wrong with a white label', () => {
  let bridge: TestBridge;
  let brokers: Brokers;
  before(async () => {
    bridge = await startTestBridge();
    brokers = bridge.app.brokers;
    await brokers.update(SISTER, { hosts: ['sso.taken.example'] });
  });
  after(() => bridge.close());

  function draft(change: Partial<Draft> = {}): Draft {
    const { sessionsEndedAtMs: _ended, platform, ...like } = brokers.snapshotOf(MAIN);
    return {
      ...{ ...like, brokerName: 'new_one', hosts: [], payments: { ...SAMPLE_PAYMENTS, cashier: { kind: 'off' } } },
      platform: { ...platform, managerPassword: 'manager-password' },
      platformPassword: 'a-platform-password',
      ...change,
    };
  }

  const fieldsOf = (faults: readonly BrokerFault[]) => faults.map(({ field }) => field).sort();
  const reasonOf = (faults: readonly BrokerFault[], field: string) =>
    faults.find((fault) => fault.field === field)?.reason ?? '';

  test('nothing is, of one that can be added', async () => {
    assert.deepEqual(await brokers.checkNew(draft()), []);
    assert.equal(brokers.find('new_one'), undefined);
  });

  test('row 33: is all said at once, each with its field', async () => {
    const { screens, platform } = draft();
    const faults = await brokers.checkNew(
      draft({
        brokerName: MAIN,
        agreements: [],
        brokerCrmName: 'no such/crm',
        displayName: 'A line\nand another',
        hosts: ['sso.taken.example'],
        platformPassword: 'short',
        platform: { ...platform, baseUrl: 'ftp://platform.example', managerPassword: 'short' },
        screens: {
          ...screens,
          successUrl: 'https://user:canary@app.example/#top',
          landingUrl: 'https://app.example/#top',
          defaultLanguage: 'xx',
        },
        branding: {
          ...NO_BRANDING,
          logoLight: dataAddress('svg+xml', sampleSvg('<script>alert(1)</script>')),
          logoDark: dataAddress('png', 'no image at all'),
          accentLight: 'blue',
        },
        actions: { ...ALL_BUILT_IN, kyc: { kind: 'external', template: 'https://kyc.example/{password}' } },
        payments: {
          ...SAMPLE_PAYMENTS,
          cashier: { kind: 'redirect', template: TEMPLATE, payoutUrl: null, secret: 'x' },
        },
      }),
    );
    assert.deepEqual(fieldsOf(faults), [
      'actions.kyc.template',
      'branding.accentLight',
      'branding.logoDark',
      'branding.logoLight',
      'brokerCrmName',
      'brokerName',
      'displayName',
      'hosts',
      'payments.cashier.secret',
      'platform.baseUrl',
      'platform.managerPassword',
      'platformPassword',
      'screens.defaultLanguage',
      'screens.landingUrl',
      'screens.successUrl',
    ]);
    assert.match(reasonOf(faults, 'actions.kyc.template'), /unknown placeholder \{password\}/);
    assert.match(reasonOf(faults, 'branding.logoLight'), /script/);
    assert.match(reasonOf(faults, 'branding.logoDark'), /no image/);
    assert.match(reasonOf(faults, 'screens.successUrl'), /credentials/);
    assert.match(reasonOf(faults, 'screens.landingUrl'), /fragment/);
    assert.match(reasonOf(faults, 'brokerName'), /taken/);
    assert.doesNotMatch(JSON.stringify(faults), /canary/);
    for (const { reason } of faults) assert.match(reason, /^(is|are|has|have|holds?|must|names|needs|lacks|can|was) /);
  });

  test('of a change is said the same way, and nothing is changed', async () => {
    const { revision, screens, agreements } = brokers.get(MAIN);
    const [first] = agreements;
    assert.ok(first && !first.withdraws);
    const faults = await brokers.check(MAIN, {
      hosts: ['sso.taken.example'],
      screens: { ...screens, successUrl: 'javascript:alert(1)' },
      agreements: [{ ...first, url: 'https://elsewhere.example/' }],
      platform: { managerPassword: 'short' },
      payments: { ...SAMPLE_PAYMENTS, cashier: { kind: 'redirect', template: TEMPLATE, payoutUrl: null } },
    });
    assert.deepEqual(fieldsOf(faults), [
      'agreements.0.version',
      'hosts',
      'payments.cashier.secret',
      'platform.managerPassword',
      'screens.successUrl',
    ]);
    assert.equal(brokers.get(MAIN).revision, revision);
    assert.deepEqual(await brokers.check(SISTER, { hosts: ['sso.taken.example'] }), [], 'it is its own');
    await assert.rejects(brokers.check('nobody', {}), { code: 'broker_unknown' });
  });

  test('a cashier that is given without its secret keeps the one that it has', async () => {
    const before = brokers.get(WITH_CASHIER).payments;
    const { payments } = brokers.snapshotOf(WITH_CASHIER);
    const change = { payments: { ...payments, minDepositMinor: 777 } };
    assert.deepEqual(await brokers.check(WITH_CASHIER, change), []);
    assert.deepEqual(brokers.previewChange(WITH_CASHIER, change), [
      { field: 'payments.minDepositMinor', before: before.minDepositMinor, after: 777 },
    ]);
    const after = (await brokers.update(WITH_CASHIER, change)).payments;
    assert.deepEqual(after, { ...before, minDepositMinor: 777 });
  });

  test('what a change changes is told before, of secrets only that it does', async () => {
    const change = { displayName: 'Soon', platform: { managerPassword: 'canary-password' } };
    assert.deepEqual(brokers.previewChange(SISTER, change), [
      { field: 'displayName', before: brokers.get(SISTER).displayName, after: 'Soon' },
      { field: 'platform.managerPassword', before: '(secret)', after: '(secret)' },
    ]);
    await brokers.update(SISTER, change);
    assert.deepEqual(brokers.previewChange(SISTER, change), []);
  });

  test('one that is made is refused by its first fault, and one whose name is taken by that', async () => {
    await assert.rejects(brokers.create(draft({ displayName: '' })), { code: 'broker_invalid', field: 'displayName' });
    await assert.rejects(brokers.create(draft({ brokerName: MAIN })), { code: 'broker_exists', field: 'brokerName' });
    const made = await brokers.create(draft({ brokerName: 'made_by_form' }));
    assert.equal(made.brokerName, 'made_by_form');
  });

  test('where only public addresses are allowed, others are refused in what changes, and leave the rest alone', async () => {
    const { storage, keyRing } = bridge.app;
    const parts = { clock: bridge.clock, keyRing, hasher: createPasswordHasher(), log: createLogger('silent') };
    const production = createBrokers({ ...parts, store: storage.brokers, publicOnly: true });
    await production.refresh();
    assert.ok(fieldsOf(await production.checkNew(draft())).includes('screens.successUrl'));
    const { screens } = production.get(MAIN);
    const change = { screens: { ...screens, successUrl: 'https://app.example/' } };
    assert.deepEqual(fieldsOf(await production.check(MAIN, change)), [
      'screens.embeddedPlatformUrl',
      'screens.frameOrigins',
    ]);
    await assert.rejects(production.update(MAIN, change), { code: 'broker_invalid' });
    assert.equal((await production.update(MAIN, { enabled: false })).enabled, false);
    const template = TEMPLATE.replace('pay.example', '10.0.0.1');
    const cashier = { kind: 'redirect', template, payoutUrl: null, secret: 'a-long-enough-secret' } as const;
    const private_ = await production.check(MAIN, { payments: { ...SAMPLE_PAYMENTS, cashier } });
    assert.deepEqual(fieldsOf(private_), ['payments.cashier.template']);
  });

  test('row 28: a host by which the bridge itself is reached is nobody’s, for it would take everybody’s requests', async () => {
    const { storage, keyRing } = bridge.app;
    const parts = { clock: bridge.clock, keyRing, hasher: createPasswordHasher(), log: createLogger('silent') };
    const here = createBrokers({ ...parts, store: storage.brokers, ownHost: 'sso.bridge.example' });
    await here.refresh();
    for (const host of ['sso.bridge.example', 'localhost', 'drawbridge', '127.0.0.1', '10.0.0.1']) {
      assert.deepEqual(fieldsOf(await here.check(MAIN, { hosts: [host] })), ['hosts'], host);
      assert.deepEqual(fieldsOf(await here.checkNew(draft({ hosts: [host] }))), ['hosts'], host);
      await assert.rejects(here.create(draft({ hosts: [host] })), { field: 'hosts' });
    }
    assert.deepEqual(await here.check(MAIN, { hosts: ['sso.main.example'] }), []);
    // The operator of the machine may say otherwise, and then it stays.
    await here.update(MAIN, { hosts: ['sso.bridge.example'] });
    assert.deepEqual(await here.check(MAIN, { hosts: ['sso.bridge.example'], displayName: 'Still' }), []);
    await here.update(MAIN, { hosts: [] });
  });
});
