import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Storage } from '../../src/storage/open-storage.ts';

export interface MigrationContractOptions {
  readonly skip?: string | false;
  /** @returns One empty database without tables, as two processes have it. */
  open(): Promise<readonly [Storage, Storage]>;
}

/** What migrations must do on every engine. */
export function migrationContract(engine: string, { skip = false, open }: MigrationContractOptions): void {
  describe(`migrations on ${engine}`, { skip }, () => {
    test('two processes that migrate at once both succeed, and each migration is applied once', async (t) => {
      const storages = await open();
      t.after(() => Promise.all(storages.map((storage) => storage.close())));
      const applied = await Promise.all(storages.map((storage) => storage.migrate()));
      assert.deepEqual(applied.flat(), [
        '0001-brokers-users-accounts',
        '0002-payments',
        '0003-mail-outbox',
        '0004-white-labels',
        '0005-payment-kinds',
        '0006-kyc',
        '0007-agreements-and-accounts',
        '0008-email-changes',
        '0009-signing-keys',
        '0010-oidc-clients',
        '0011-app-logouts',
        '0012-sessions-ended',
        '0013-api-keys',
        '0014-privacy-log',
        '0015-events-and-webhooks',
        '0016-agreements',
        '0017-users-and-accounts',
        '0018-applications',
        '0019-developer-registrations',
        '0020-staff',
        '0021-audit',
        '0022-broker-history',
        '0023-statistics',
        '0024-passkeys',
        '0025-searches',
        '0026-signatures-by-version',
        '0027-kyc-by-state',
        '0028-backlogs',
        '0029-given-back-by-hand',
      ]);
      const [first, second] = storages;
      assert.deepEqual(await first.migrate(), []);
      assert.equal(await second.brokers.revision(), 0);
    });
  });
}
