import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { type BrokerSearch, searchBrokers } from '../../../src/domain/brokers/search-brokers.ts';
import { managerPasswordContext } from '../../../src/lib/seal-contexts.ts';
import { sampleBroker } from '../../contracts/sample-records.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const MAIN = 'tradingtech_main';
const WITH_CASHIER = 'financialhouse_main';
const ANN = { kind: 'staff', id: 'sm_ann', email: 'ann@broker.example' } as const;

/** 1,200 of them on three CRMs; every fifth is disabled. */
const MANY: readonly Broker[] = Array.from({ length: 1200 }, (_, index) => ({
  ...sampleBroker(`wl_${String(index).padStart(4, '0')}`, {
    brokerCrmName: `crm_${index % 3}`,
    displayName: index === 7 ? 'Ärger & Söhne ＡＢＣ' : `Broker ${index}`,
    enabled: index % 5 !== 0,
    hosts: index === 9 ? ['sso.special.example'] : [],
  }),
  revision: index,
}));

const namesOf = (search: Partial<BrokerSearch>) =>
  searchBrokers(MANY, { limit: 200, ...search }).brokers.map(({ brokerName }) => brokerName);

describe('the search for white labels', () => {
  test('finds by name, display name and host, whatever the case, and all words have to fit', () => {
    assert.deepEqual(namesOf({ text: 'WL_0042' }), ['wl_0042']);
    assert.deepEqual(namesOf({ text: ' söhne  ärger ' }), ['wl_0007']);
    assert.deepEqual(namesOf({ text: 'abc' }), ['wl_0007'], 'in other widths too');
    assert.deepEqual(namesOf({ text: 'special.example' }), ['wl_0009']);
    assert.deepEqual(namesOf({ text: 'special 0042' }), []);
  });

  test('keeps to a CRM, a status and a reach, and counts within them alone', () => {
    const { total, brokers } = searchBrokers(MANY, { brokerCrmName: 'crm_1', status: 'disabled', limit: 5 });
    assert.deepEqual([total, brokers.length], [80, 5]);
    const reach = { kind: 'some', crms: ['crm_2'], brokers: ['wl_0000'] } as const;
    assert.equal(searchBrokers(MANY, { reach, limit: 1 }).total, 401);
    assert.equal(searchBrokers(MANY, { reach, brokerCrmName: 'crm_1', limit: 1 }).total, 0);
    const nothing = { kind: 'some', crms: [], brokers: [] } as const;
    assert.deepEqual(searchBrokers(MANY, { reach: nothing, limit: 1 }), { brokers: [], total: 0, nextCursor: null });
  });

  test('whatever the size of the pages, they hold each white label once and in order', () => {
    const inPagesOf = (limit: number, text: string) => {
      const found: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = searchBrokers(MANY, { text, limit, cursor });
        found.push(...page.brokers.map(({ brokerName }) => brokerName));
        cursor = page.nextCursor;
      }
      return found;
    };
    assert.deepEqual(
      inPagesOf(200, ''),
      MANY.map(({ brokerName }) => brokerName),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 199 }), fc.constantFrom('', '1', 'broker 9'), (limit, text) => {
        assert.deepEqual(inPagesOf(limit, text), inPagesOf(200, text));
      }),
      { numRuns: 20 },
    );
  });

  test('a page goes on behind its cursor, also when that white label is gone', () => {
    const without = MANY.filter(({ brokerName }) => brokerName !== 'wl_0009');
    const page = searchBrokers(without, { limit: 2, cursor: 'wl_0009' });
    assert.deepEqual(
      page.brokers.map(({ brokerName }) => brokerName),
      ['wl_0010', 'wl_0011'],
    );
  });
});

describe('a clone of a white label', () => {
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge();
    await bridge.app.brokers.update(MAIN, { hosts: ['sso.main.example'] });
  });
  after(() => bridge.close());

  test('has all settings but names, hosts and secrets, and shows the new secrets once', async () => {
    const { brokers, keyRing, brokerHistory } = bridge.app;
    const names = { brokerName: 'cloned', displayName: 'Cloned' };
    const described = brokers.describeClone(WITH_CASHIER, names);
    assert.equal(brokers.find('cloned'), undefined);
    const { broker, platformPassword, cashierSecret } = await brokers.clone(
      WITH_CASHIER,
      { ...names, managerPassword: 'a-manager-password' },
      ANN,
    );
    assert.deepEqual(brokers.settingsOf('cloned'), described);
    const fields = brokers.compareSettings(WITH_CASHIER, 'cloned').map(({ field }) => field);
    assert.deepEqual(fields, ['displayName']);
    const password = keyRing.open(broker.platform.sealedManagerPassword, managerPasswordContext('cloned'));
    assert.equal(password, 'a-manager-password');
    assert.ok(await brokers.passwordCheck.verify(broker, platformPassword));
    assert.ok(cashierSecret && cashierSecret.length >= 32);
    assert.deepEqual((await brokerHistory.list('cloned', { limit: 5 }))[0]?.actor, ANN);
  });

  test('has no host, for one belongs to one white label, unless others are given', async () => {
    const { brokers } = bridge.app;
    assert.deepEqual(brokers.describeClone(MAIN, { brokerName: 'x' }).hosts, []);
    const request = { brokerName: 'with_host', managerPassword: 'a-manager-password' };
    const taken = { ...request, hosts: ['sso.main.example'] };
    await assert.rejects(brokers.clone(MAIN, taken), { code: 'broker_invalid', field: 'hosts' });
    const { broker, cashierSecret } = await brokers.clone(MAIN, { ...request, hosts: ['sso.other.example'] });
    assert.deepEqual([broker.hosts, cashierSecret], [['sso.other.example'], null]);
  });

  test('every fault of one that is to be is told, and nothing is made by asking', async () => {
    const { brokers } = bridge.app;
    const request = { brokerName: 'a/b', hosts: ['sso.main.example'], managerPassword: 'short' };
    const faults = await brokers.checkClone(MAIN, request);
    assert.deepEqual(faults.map(({ field }) => field).sort(), ['brokerName', 'hosts', 'platform.managerPassword']);
    assert.deepEqual(await brokers.checkClone(MAIN, { brokerName: 'free', managerPassword: 'long enough' }), []);
    assert.equal(brokers.find('free'), undefined);
  });

  test('of an unknown model, or with a name that is taken or none, is refused', async () => {
    const { brokers } = bridge.app;
    const managerPassword = 'a-manager-password';
    await assert.rejects(brokers.clone('nobody', { brokerName: 'y', managerPassword }), { code: 'broker_unknown' });
    await assert.rejects(brokers.clone(MAIN, { brokerName: WITH_CASHIER, managerPassword }), { code: 'broker_exists' });
    await assert.rejects(brokers.clone(MAIN, { brokerName: 'a/b', managerPassword }), {
      code: 'broker_invalid',
      field: 'brokerName',
    });
  });
});
