import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { BrokerStore } from '../../../src/domain/brokers/broker-store.ts';
import { type Brokers, createBrokers } from '../../../src/domain/brokers/brokers.ts';
import type { IdentificationPlaces } from '../../../src/domain/brokers/identify-broker.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { createPasswordHasher } from '../../../src/lib/password-hash.ts';
import { post } from '../../support/platform-caller.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const MAIN = 'tradingtech_main';
const CRM = 'tradingtech_crm';
const NOWHERE: IdentificationPlaces = {
  query: { brokerName: undefined, brokerCrmName: undefined },
  body: { brokerName: undefined, brokerCrmName: undefined },
  path: undefined,
  host: '',
};

let bridge: TestBridge;
let brokers: Brokers;
const storeCalls: string[] = [];

before(async () => {
  bridge = await startTestBridge();
  const { storage, keyRing } = bridge.app;
  const log = createLogger('silent');
  const store = counted(storage.brokers);
  brokers = createBrokers({ store, clock: bridge.clock, keyRing, hasher: createPasswordHasher(), log });
  await brokers.refresh();
});
after(() => bridge.close());

test('row 10: identifying brokers, right and wrong ones, calls no store', () => {
  storeCalls.length = 0;
  for (let asked = 0; asked < 100; asked += 1) {
    assert.equal(brokers.identify({ ...NOWHERE, path: MAIN }).brokerName, MAIN);
    assert.equal(brokers.identify({ ...NOWHERE, query: { brokerName: MAIN, brokerCrmName: CRM } }).brokerName, MAIN);
    assert.throws(() => brokers.identify({ ...NOWHERE, path: `nobody-${asked}` }));
    assert.throws(() => brokers.identify({ ...NOWHERE, host: `nobody-${asked}.example` }));
  }
  assert.deepEqual(storeCalls, []);
});

test('row 46: whatever stands in the places, a broker is identified or one of the three errors is thrown', () => {
  const text = fc.oneof(fc.constantFrom(MAIN, 'financialhouse_main', CRM, 'financialhouse_crm', ''), fc.string());
  const value = fc.oneof({ weight: 3, arbitrary: text }, fc.anything());
  const named = fc.record({ brokerName: value, brokerCrmName: value });
  const places = fc.record({ query: named, body: named, path: fc.option(text, { nil: undefined }), host: text });
  fc.assert(
    fc.property(places, (given) => {
      try {
        const broker = brokers.identify(given);
        const names = [given.query.brokerName, given.body.brokerName, given.path];
        return names.every((name) => name === undefined || name === '' || name === broker.brokerName);
      } catch (error) {
        return isBridgeError(
          error,
          'broker_identification_missing',
          'broker_identification_invalid',
          'broker_identification_mismatch',
        );
      }
    }),
    { numRuns: 1000 },
  );
});

test('row 10: with its stores gone a process still identifies brokers, checks crmApiTokens and sells new ones', async () => {
  const gone = await startTestBridge();
  const url = (path: string) => `${gone.url}/b/${MAIN}/oauth2/${path}`;
  const body = { password: `sandbox-password-${MAIN}` };
  const { crmApiToken } = (await post(url('crmApiToken'), { body })).body;
  await gone.app.storage.close();
  assert.equal((await post(url('crmApiToken'), { body })).status, 200);
  const query = { crmApiToken: String(crmApiToken) };
  const statuses = [
    await post(url('crmApiToken'), { body, query: { brokerName: 'financialhouse_main' } }),
    await post(url('authorize'), { query }),
    await post(url('authorize'), { query, body: { accessToken: `at_${'A'.repeat(40)}` } }),
  ].map(({ status }) => status);
  assert.deepEqual(statuses, [403, 400, 503]);
  await gone.close();
});

function counted(store: BrokerStore): BrokerStore {
  return new Proxy(store, {
    get(target, name, receiver) {
      if (typeof name === 'string') storeCalls.push(name);
      return Reflect.get(target, name, receiver);
    },
  });
}
