import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { accountRequestStoreContract } from '../contracts/account-request-store-contract.ts';
import { apiKeyStoreContract } from '../contracts/api-key-store-contract.ts';
import { applicationStoreContract } from '../contracts/application-store-contract.ts';
import { auditStoreContract } from '../contracts/audit-store-contract.ts';
import { brokerHistoryContract } from '../contracts/broker-history-contract.ts';
import { brokerStoreContract } from '../contracts/broker-store-contract.ts';
import { emailChangeStoreContract } from '../contracts/email-change-store-contract.ts';
import { eventOfChangeContract } from '../contracts/event-of-change-contract.ts';
import { eventStoreContract } from '../contracts/event-store-contract.ts';
import { kycStoreContract } from '../contracts/kyc-store-contract.ts';
import { logoutOutboxStoreContract } from '../contracts/logout-outbox-store-contract.ts';
import { mailOutboxStoreContract } from '../contracts/mail-outbox-store-contract.ts';
import { migrationContract } from '../contracts/migration-contract.ts';
import { oidcClientStoreContract } from '../contracts/oidc-client-store-contract.ts';
import { passkeyStoreContract } from '../contracts/passkey-store-contract.ts';
import { paymentStoreContract } from '../contracts/payment-store-contract.ts';
import { privacyLogStoreContract } from '../contracts/privacy-log-store-contract.ts';
import { registrationStoreContract } from '../contracts/registration-store-contract.ts';
import { CRM, sampleBroker, sampleUser } from '../contracts/sample-records.ts';
import { searchContract } from '../contracts/search-contract.ts';
import { signatureStoreContract } from '../contracts/signature-store-contract.ts';
import { signingKeyStoreContract } from '../contracts/signing-key-store-contract.ts';
import { staffStoreContract } from '../contracts/staff-store-contract.ts';
import { statisticsStoreContract } from '../contracts/statistics-store-contract.ts';
import { tradingAccountStoreContract } from '../contracts/trading-account-store-contract.ts';
import { upstreamAccountStoreContract } from '../contracts/upstream-account-store-contract.ts';
import { userStoreContract } from '../contracts/user-store-contract.ts';
import { webhookDeliveryStoreContract } from '../contracts/webhook-delivery-store-contract.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();
after(() => folder.remove());
let databases = 0;

function openAt(dataDir: string) {
  return openStorage({ dataDir, clock: systemClock, telemetry: silentTelemetry, log: createLogger('silent') });
}

function newDataDir(): string {
  databases += 1;
  return join(folder.path, String(databases));
}

async function open() {
  const dataDir = newDataDir();
  const [storage, another] = [await openAt(dataDir), await openAt(dataDir)];
  await storage.migrate();
  return {
    storage,
    another,
    async close() {
      await storage.close();
      await another.close();
    },
  };
}

brokerStoreContract('SQLite', { open });
brokerHistoryContract('SQLite', { open });
userStoreContract('SQLite', { open });
tradingAccountStoreContract('SQLite', { open });
accountRequestStoreContract('SQLite', { open });
signatureStoreContract('SQLite', { open });
paymentStoreContract('SQLite', { open });
mailOutboxStoreContract('SQLite', { open });
logoutOutboxStoreContract('SQLite', { open });
eventStoreContract('SQLite', { open });
eventOfChangeContract('SQLite', { open });
webhookDeliveryStoreContract('SQLite', { open });
kycStoreContract('SQLite', { open });
emailChangeStoreContract('SQLite', { open });
oidcClientStoreContract('SQLite', { open });
applicationStoreContract('SQLite', { open });
registrationStoreContract('SQLite', { open });
signingKeyStoreContract('SQLite', { open });
apiKeyStoreContract('SQLite', { open });
passkeyStoreContract('SQLite', { open });
upstreamAccountStoreContract('SQLite', { open });
privacyLogStoreContract('SQLite', { open });
staffStoreContract('SQLite', { open });
auditStoreContract('SQLite', { open });
statisticsStoreContract('SQLite', { open });
searchContract('SQLite', { open });
migrationContract('SQLite', {
  async open() {
    const dataDir = newDataDir();
    return [await openAt(dataDir), await openAt(dataDir)];
  },
});

describe('records on SQLite alone', () => {
  test('row 33: records are there after the storage was closed and opened again', async () => {
    const dataDir = newDataDir();
    const storage = await openAt(dataDir);
    await storage.migrate();
    await storage.brokers.addCrm(CRM);
    await storage.brokers.addBroker(sampleBroker('main'));
    await storage.users.add(sampleUser('main', 'u1'));
    await storage.close();
    const again = await openAt(dataDir);
    assert.deepEqual(await again.migrate(), []);
    assert.equal((await again.users.findById('main', 'u1'))?.email, 'u1@example.com');
    await again.close();
  });

  test('before the migration, and after closing, operations throw store_unavailable', async () => {
    const storage = await openAt(newDataDir());
    const isUnavailable = (error: unknown) => isBridgeError(error, 'store_unavailable');
    await assert.rejects(() => storage.users.findById('main', 'u1'), isUnavailable);
    assert.deepEqual(await storage.ping(), { records: true, expiring: true });
    await storage.close();
    await assert.rejects(() => storage.users.findById('main', 'u1'), isUnavailable);
    assert.deepEqual(await storage.ping(), { records: false, expiring: false });
  });
});
