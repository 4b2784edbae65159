import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
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
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from '../support/postgres-server.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const skip = skipWithoutPostgres();
const folder = makeTempFolder();
let server: PostgresServer;
before(async () => {
  if (skip === false) server = await startPostgresServer();
});
after(async () => {
  await server?.close();
  folder.remove();
});

function openAt(databaseUrl: string) {
  const log = createLogger('silent');
  return openStorage({ dataDir: folder.path, databaseUrl, clock: systemClock, telemetry: silentTelemetry, log });
}

async function open() {
  const url = await server.createDatabase();
  const [storage, another] = [await openAt(url), await openAt(url)];
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

brokerStoreContract('PostgreSQL', { skip, open });
brokerHistoryContract('PostgreSQL', { skip, open });
userStoreContract('PostgreSQL', { skip, open });
tradingAccountStoreContract('PostgreSQL', { skip, open });
accountRequestStoreContract('PostgreSQL', { skip, open });
signatureStoreContract('PostgreSQL', { skip, open });
paymentStoreContract('PostgreSQL', { skip, open });
mailOutboxStoreContract('PostgreSQL', { skip, open });
logoutOutboxStoreContract('PostgreSQL', { skip, open });
eventStoreContract('PostgreSQL', { skip, open });
eventOfChangeContract('PostgreSQL', { skip, open });
webhookDeliveryStoreContract('PostgreSQL', { skip, open });
kycStoreContract('PostgreSQL', { skip, open });
emailChangeStoreContract('PostgreSQL', { skip, open });
oidcClientStoreContract('PostgreSQL', { skip, open });
applicationStoreContract('PostgreSQL', { skip, open });
registrationStoreContract('PostgreSQL', { skip, open });
signingKeyStoreContract('PostgreSQL', { skip, open });
apiKeyStoreContract('PostgreSQL', { skip, open });
passkeyStoreContract('PostgreSQL', { skip, open });
upstreamAccountStoreContract('PostgreSQL', { skip, open });
privacyLogStoreContract('PostgreSQL', { skip, open });
staffStoreContract('PostgreSQL', { skip, open });
auditStoreContract('PostgreSQL', { skip, open });
statisticsStoreContract('PostgreSQL', { skip, open });
searchContract('PostgreSQL', { skip, open });
migrationContract('PostgreSQL', {
  skip,
  async open() {
    const url = await server.createDatabase();
    return [await openAt(url), await openAt(url)];
  },
});

describe('records on a PostgreSQL that goes away', { skip }, () => {
  test('row 43: operations fail while it is stopped, and recover by themselves', async (t) => {
    const { storage, close } = await open();
    t.after(close);
    await storage.brokers.addCrm(CRM);
    await storage.brokers.addBroker(sampleBroker('main'));
    await storage.users.add(sampleUser('main', 'u1'));
    await server.stop();
    const isUnavailable = (error: unknown) =>
      isBridgeError(error, 'store_unavailable') && error.retryAfterSeconds === 1;
    await assert.rejects(() => storage.users.findById('main', 'u1'), isUnavailable);
    await assert.rejects(() => storage.users.add(sampleUser('main', 'u2')), isUnavailable);
    await assert.rejects(() => storage.brokers.revision(), isUnavailable);
    await assert.rejects(() => storage.migrate(), isUnavailable);
    assert.deepEqual(await storage.ping(), { records: false, expiring: true });
    await server.restart();
    assert.deepEqual(await storage.ping(), { records: true, expiring: true });
    assert.equal((await storage.users.findById('main', 'u1'))?.email, 'u1@example.com');
    assert.equal(await storage.users.add(sampleUser('main', 'u2')), true);
  });

  test('row 43: a crash of the server in the middle of load ends no process, and the stores recover', async (t) => {
    const { storage, close } = await open();
    t.after(close);
    await storage.brokers.addCrm(CRM);
    const load = Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => storage.brokers.addBroker(sampleBroker(`b${index}`))),
    );
    await server.kill();
    for (const result of await load) {
      if (result.status === 'rejected') assert.ok(isBridgeError(result.reason, 'store_unavailable'));
    }
    await server.restart();
    assert.equal(await storage.brokers.addBroker(sampleBroker('later')), true);
  });

  test('row 43: a storage that is opened while it is down works once it is up', async (t) => {
    const url = await server.createDatabase();
    await server.stop();
    const storage = await openAt(url);
    t.after(() => storage.close());
    assert.equal((await storage.ping()).records, false);
    await server.restart();
    assert.ok((await storage.migrate()).length > 0);
  });

  test('row 46: a text that PostgreSQL cannot hold is a wrong parameter, not an outage', async (t) => {
    const { storage, close } = await open();
    t.after(close);
    await assert.rejects(
      () => storage.users.findByEmail('main', 'a\u0000b'),
      (error) => isBridgeError(error, 'parameter_invalid'),
    );
  });
});
