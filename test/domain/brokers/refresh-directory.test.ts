import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrokerStore } from '../../../src/domain/brokers/broker-store.ts';
import { createBrokers } from '../../../src/domain/brokers/brokers.ts';
import { BridgeError } from '../../../src/errors/bridge-error.ts';
import { createKeyRing } from '../../../src/lib/key-ring.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { createPasswordHasher } from '../../../src/lib/password-hash.ts';
import { managerPasswordContext } from '../../../src/lib/seal-contexts.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const BROKER = 'tradingtech_main';

let bridge: TestBridge;
before(async () => {
  bridge = await startTestBridge();
});
after(() => bridge.close());

test('a read that failed stops no later one: the last copy serves, and then the change is seen', async () => {
  const { storage, keyRing } = bridge.app;
  let isGone = false;
  const store: BrokerStore = {
    ...storage.brokers,
    async revision() {
      if (isGone) throw new BridgeError('store_unavailable');
      return storage.brokers.revision();
    },
  };
  const parts = { clock: bridge.clock, keyRing, hasher: createPasswordHasher(), log: createLogger('silent') };
  const other = createBrokers({ store, ...parts });
  await other.refresh();
  isGone = true;
  await assert.rejects(other.refresh(), { code: 'store_unavailable' });
  assert.equal(other.get(BROKER).enabled, true);
  await bridge.app.brokers.update(BROKER, { enabled: false });
  isGone = false;
  await other.refresh();
  assert.equal(other.get(BROKER).enabled, false);
});

test('a new manager’s password is sealed before it is stored', async () => {
  const { brokers, keyRing } = bridge.app;
  const before = brokers.get(BROKER).platform;
  const { platform } = await brokers.update(BROKER, { platform: { managerPassword: 'another-one' } });
  assert.equal(platform.baseUrl, before.baseUrl);
  assert.doesNotMatch(platform.sealedManagerPassword, /another-one/);
  assert.equal(keyRing.open(platform.sealedManagerPassword, managerPasswordContext(BROKER)), 'another-one');
  const stranger = createKeyRing([{ id: 'x', bytes: Buffer.alloc(32, 7) }]);
  assert.equal(stranger.canOpen(platform.sealedManagerPassword), false);
});
