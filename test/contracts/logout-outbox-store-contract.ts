import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LogoutNotice } from '../../src/domain/app-logouts/logout-notice.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { RecordContractOptions } from './opened-records.ts';
import { NOW_MS, type OutboxUnderTest, outboxContract } from './outbox-contract.ts';
import { CRM, sampleBroker } from './sample-records.ts';

const LOGOUT_OUTBOX: OutboxUnderTest<LogoutNotice> = {
  name: 'the outbox of log-outs',
  of: ({ logoutOutbox }) => logoutOutbox,
  add: ({ logoutOutbox }, notice) => logoutOutbox.add([notice]),
  sample: (id, brokerName = 'main') => ({
    id,
    brokerName,
    clientId: 'sandbox-web',
    issuer: 'https://bridge.example/b/main/oidc',
    userId: 'u1',
    sid: `sid-${id}`,
    failures: 0,
    createdAtMs: NOW_MS,
  }),
};

/** What every outbox of log-outs must do. */
export function logoutOutboxStoreContract(engine: string, options: RecordContractOptions): void {
  const { skip = false, open } = options;
  outboxContract(LOGOUT_OUTBOX, engine, options);

  describe(`many log-outs at once on ${engine}`, { skip }, () => {
    test('all are added, however many, or none', async (t) => {
      const { storage, close } = await open();
      t.after(close);
      await storage.brokers.addCrm(CRM);
      await storage.brokers.addBroker(sampleBroker('main'));
      const many = Array.from({ length: 7000 }, (_, index) => LOGOUT_OUTBOX.sample(`n${index}`));
      const lease = { holder: 'a', untilMs: NOW_MS + 60_000 };

      const oneTooMany = [...many, LOGOUT_OUTBOX.sample('n0')];
      await assert.rejects(storage.logoutOutbox.add(oneTooMany), (error) => isBridgeError(error, 'store_unavailable'));
      assert.deepEqual(await storage.logoutOutbox.claimDue(NOW_MS, lease, 10), []);

      await storage.logoutOutbox.add(many);
      assert.equal((await storage.logoutOutbox.claimDue(NOW_MS, lease, 10_000)).length, many.length);
      await storage.logoutOutbox.add([]);
    });
  });
}
