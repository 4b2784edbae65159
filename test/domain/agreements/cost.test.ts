import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAgreements } from '../../../src/domain/agreements/agreements.ts';
import type { Signature } from '../../../src/domain/agreements/signature.ts';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { sampleBroker } from '../../contracts/sample-records.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const TERMS = { id: 'terms', version: '1', title: { en: 'Terms' }, url: 'https://broker.example/terms' };

test('whether something is outstanding costs one look-up, and none where nothing is in force or all was seen signed', async () => {
  const clock = createFakeClock(1_000_000);
  const signatures: Signature[] = [];
  let lookUps = 0;
  const never = () => Promise.reject(new Error('not to be called'));
  const agreements = createAgreements({
    store: {
      add: async (added) => void signatures.push(...added.map(({ signature }) => signature)),
      async listByUser(brokerName, userId) {
        lookUps += 1;
        return signatures.filter((one) => one.brokerName === brokerName && one.userId === userId);
      },
      countByVersion: async () => [],
      listByVersion: async () => [],
      markReported: never,
    },
    brokers: { get: () => assert.fail(), update: never, refresh: never },
    newEvent: () => assert.fail(),
    identity: { acceptAgreement: never },
    ...{ clock, log: createLogger('silent', { write: () => {} }) },
  });
  const broker = (...versions: Broker['agreements']): Broker => ({
    ...sampleBroker('main', { agreements: versions }),
    revision: 1,
  });
  const costOf = async (of: Broker) => {
    lookUps = 0;
    return [await agreements.hasOutstanding(of, 'u1'), lookUps];
  };
  const later = { ...TERMS, version: '2', effectiveAtMs: 2_000_000 };
  assert.deepEqual(await costOf(broker()), [false, 0]);
  assert.deepEqual(await costOf(broker(later)), [false, 0]);
  assert.deepEqual(await costOf(broker(TERMS, later)), [true, 1]);
  await agreements.import(broker(TERMS), { id: 'u1', preferredLanguage: 'en' });
  assert.deepEqual(await costOf(broker(TERMS, later)), [false, 1]);
  assert.deepEqual(await costOf(broker(TERMS, later)), [false, 0]);
  clock.set(2_000_000);
  assert.deepEqual(await costOf(broker(TERMS, later)), [true, 1]);
});
