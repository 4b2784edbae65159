import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createBoundedQueue, QueueFullError } from '../../../src/lib/bounded-queue.ts';
import { createPasswordHasher } from '../../../src/lib/password-hash.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { SEEDED_TRADER } from '../../support/trader-browser.ts';
import { usersWithHasher } from './users-with-hasher.ts';

describe('more log-ins than there is room to hash for', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  test('row 42: are refused, and those refused count as no failure', async () => {
    const queue = createBoundedQueue({ concurrency: 1, maxWaiting: 0 });
    const users = usersWithHasher(bridge, createPasswordHasher(queue));
    const broker = bridge.app.brokers.get('tradingtech_main');
    const signIn = () => users.signIn(broker, SEEDED_TRADER, '203.0.113.9');
    for (let round = 0; round < 4; round += 1) {
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, signIn));
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      assert.ok(refused.length > 0 && refused.length < 6);
      for (const { reason } of refused) assert.ok(reason instanceof QueueFullError, String(reason));
    }
    assert.equal((await signIn()).email, SEEDED_TRADER.email);
  });

  test('row 42: refused guesses at an unknown address leave room for the trader there', async () => {
    const full = createBoundedQueue({ concurrency: 0, maxWaiting: 0 });
    const broker = bridge.app.brokers.get('tradingtech_main');
    const overloaded = usersWithHasher(bridge, createPasswordHasher(full));
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await assert.rejects(overloaded.signIn(broker, SEEDED_TRADER, '203.0.113.10'), QueueFullError);
    }
    const { id } = await bridge.app.users.signIn(broker, SEEDED_TRADER, '203.0.113.10');
    assert.match(id, /\S/);
  });
});
