import { join } from 'node:path';
import type { SignatureStore } from '../domain/agreements/signature-store.ts';
import type { ApiKeyStore } from '../domain/api-keys/api-key-store.ts';
import type { LogoutOutboxStore } from '../domain/app-logouts/logout-outbox-store.ts';
import type { ApplicationStore } from '../domain/applications/application-store.ts';
import type { AuditStore } from '../domain/audit/audit-store.ts';
import type { BrokerHistoryStore } from '../domain/broker-history/broker-history-store.ts';
import type { BrokerStore } from '../domain/brokers/broker-store.ts';
import type { RegistrationStore } from '../domain/developer-registrations/registration-store.ts';
import type { EmailChangeStore } from '../domain/email-change/email-change-store.ts';
import type { EventStore } from '../domain/events/event-store.ts';
import type { KycStore } from '../domain/kyc/kyc-store.ts';
import type { MailOutboxStore } from '../domain/mail/mail-outbox-store.ts';
import type { OidcClientStore } from '../domain/oidc-clients/oidc-client-store.ts';
import type { PasskeyStore } from '../domain/passkeys/passkey-store.ts';
import type { PaymentStore } from '../domain/payments/payment-store.ts';
import type { PrivacyLogStore } from '../domain/privacy-log/privacy-log-store.ts';
import type { SigningKeyStore } from '../domain/signing-keys/signing-key-store.ts';
import type { StaffStore } from '../domain/staff/staff-store.ts';
import type { UpstreamAccountStore } from '../domain/staff/upstream-account-store.ts';
import type { StatisticsStore } from '../domain/statistics/statistics-store.ts';
import type { AccountRequestStore } from '../domain/trading/account-request-store.ts';
import type { TradingAccountStore } from '../domain/trading/trading-account-store.ts';
import type { UserStore } from '../domain/users/user-store.ts';
import type { WebhookDeliveryStore } from '../domain/webhooks/webhook-delivery-store.ts';
import type { WebhookStore } from '../domain/webhooks/webhook-store.ts';
import type { Clock } from '../lib/clock.ts';
import type { ExpiringStore } from '../lib/expiring-store.ts';
import type { Logger } from '../lib/logger.ts';
import type { Telemetry } from '../lib/telemetry.ts';
import { observeExpiringStore } from './observed-expiring-store.ts';
import { connectRedis } from './redis/connect-redis.ts';
import { createRedisExpiringStore } from './redis/redis-expiring-store.ts';
import { type AppliedMigration, listMigrations, migrate } from './sql/migrate.ts';
import { openRecordDatabase, type RecordConnection } from './sql/open-record-database.ts';
import { createSqlAccountRequestStore } from './sql/sql-account-request-store.ts';
import { createSqlApiKeyStore } from './sql/sql-api-key-store.ts';
import { createSqlApplicationStore } from './sql/sql-application-store.ts';
import { createSqlAuditStore } from './sql/sql-audit-store.ts';
import { createSqlBrokerHistoryStore } from './sql/sql-broker-history-store.ts';
import { createSqlBrokerStore } from './sql/sql-broker-store.ts';
import { createSqlEmailChangeStore } from './sql/sql-email-change-store.ts';
import { createSqlEventStore } from './sql/sql-event-store.ts';
import { createSqlKycStore } from './sql/sql-kyc-store.ts';
import { createSqlLogoutOutboxStore } from './sql/sql-logout-outbox-store.ts';
import { createSqlMailOutboxStore } from './sql/sql-mail-outbox-store.ts';
import { createSqlOidcClientStore } from './sql/sql-oidc-client-store.ts';
import { createSqlPasskeyStore } from './sql/sql-passkey-store.ts';
import { createSqlPaymentStore } from './sql/sql-payment-store.ts';
import { createSqlPrivacyLogStore } from './sql/sql-privacy-log-store.ts';
import { createSqlRegistrationStore } from './sql/sql-registration-store.ts';
import { createSqlSignatureStore } from './sql/sql-signature-store.ts';
import { createSqlSigningKeyStore } from './sql/sql-signing-key-store.ts';
import { createSqlStaffStore } from './sql/sql-staff-store.ts';
import { createSqlStatisticsStore } from './sql/sql-statistics-store.ts';
import { createSqlTradingAccountStore } from './sql/sql-trading-account-store.ts';
import { createSqlUpstreamAccountStore } from './sql/sql-upstream-account-store.ts';
import { createSqlUserStore } from './sql/sql-user-store.ts';
import { createSqlWebhookDeliveryStore } from './sql/sql-webhook-delivery-store.ts';
import { createSqlWebhookStore } from './sql/sql-webhook-store.ts';
import { openSqliteExpiringStore } from './sql/sqlite-expiring-store.ts';
import { sweepExpired } from './sweep-expired.ts';

/** Every store of the bridge. */
export interface Storage {
  readonly brokers: BrokerStore;
  readonly brokerHistory: BrokerHistoryStore;
  readonly users: UserStore;
  readonly applications: ApplicationStore;
  readonly developerRegistrations: RegistrationStore;
  readonly tradingAccounts: TradingAccountStore;
  readonly accountRequests: AccountRequestStore;
  readonly signatures: SignatureStore;
  readonly payments: PaymentStore;
  readonly mailOutbox: MailOutboxStore;
  readonly logoutOutbox: LogoutOutboxStore;
  readonly kyc: KycStore;
  readonly emailChanges: EmailChangeStore;
  readonly oidcClients: OidcClientStore;
  readonly signingKeys: SigningKeyStore;
  readonly privacyLog: PrivacyLogStore;
  readonly audit: AuditStore;
  readonly events: EventStore;
  readonly webhooks: WebhookStore;
  readonly webhookDeliveries: WebhookDeliveryStore;
  readonly apiKeys: ApiKeyStore;
  readonly passkeys: PasskeyStore;
  readonly statistics: StatisticsStore;
  readonly upstreamAccounts: UpstreamAccountStore;
  readonly staff: StaffStore;
  readonly expiring: ExpiringStore;
  /** Brings the records' tables up to date. @returns The names of the migrations that this call applied. */
  migrate(): Promise<string[]>;
  listMigrations(): Promise<AppliedMigration[]>;
  /** Whether each answers now. */
  ping(): Promise<{ readonly records: boolean; readonly expiring: boolean }>;
  describe(): { readonly records: 'sqlite' | 'postgres'; readonly expiring: 'sqlite' | 'redis' };
  close(): Promise<void>;
}

export interface StorageOptions {
  /** Where the files of the embedded stores are. */
  readonly dataDir: string;
  /** A PostgreSQL for the records. */
  readonly databaseUrl?: string | undefined;
  /** A Redis for what expires. */
  readonly redisUrl?: string | undefined;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly log: Logger;
}

/**
 * Opens all stores. A PostgreSQL or a Redis that is gone does not stop this: what needs it throws `store_unavailable`
 * until it is back.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const expiring = observeExpiringStore(await openExpiringStore(options), options.telemetry);
  const records = await openRecords(options).catch(async (error: unknown) => {
    await expiring.close();
    throw error;
  });
  const sweeper = sweepExpired({ store: expiring, log: options.log });
  return {
    brokers: createSqlBrokerStore(records, options.clock),
    brokerHistory: createSqlBrokerHistoryStore(records),
    users: createSqlUserStore(records),
    applications: createSqlApplicationStore(records),
    developerRegistrations: createSqlRegistrationStore(records),
    tradingAccounts: createSqlTradingAccountStore(records),
    accountRequests: createSqlAccountRequestStore(records),
    signatures: createSqlSignatureStore(records),
    payments: createSqlPaymentStore(records),
    mailOutbox: createSqlMailOutboxStore(records),
    logoutOutbox: createSqlLogoutOutboxStore(records),
    kyc: createSqlKycStore(records),
    emailChanges: createSqlEmailChangeStore(records),
    oidcClients: createSqlOidcClientStore(records, options.clock),
    signingKeys: createSqlSigningKeyStore(records, options.clock),
    privacyLog: createSqlPrivacyLogStore(records),
    audit: createSqlAuditStore(records),
    events: createSqlEventStore(records),
    webhooks: createSqlWebhookStore(records),
    webhookDeliveries: createSqlWebhookDeliveryStore(records),
    apiKeys: createSqlApiKeyStore(records),
    passkeys: createSqlPasskeyStore(records),
    statistics: createSqlStatisticsStore(records),
    upstreamAccounts: createSqlUpstreamAccountStore(records),
    staff: createSqlStaffStore(records),
    expiring,
    migrate: () => migrate(records.db, records.engine),
    listMigrations: () => listMigrations(records.db, records.engine),
    async ping() {
      const [recordsAnswer, expiringAnswer] = await Promise.all([answers(records.ping()), answers(expiring.ping())]);
      return { records: recordsAnswer, expiring: expiringAnswer };
    },
    describe: () => ({ records: records.engine, expiring: options.redisUrl === undefined ? 'sqlite' : 'redis' }),
    async close() {
      await sweeper.stop();
      await expiring.close();
      await records.close();
    },
  };
}

async function openRecords(options: StorageOptions): Promise<RecordConnection> {
  return openRecordDatabase({ ...options, file: join(options.dataDir, 'records.sqlite') });
}

async function openExpiringStore({ dataDir, redisUrl, clock, log }: StorageOptions): Promise<ExpiringStore> {
  if (redisUrl === undefined) return openSqliteExpiringStore({ file: join(dataDir, 'expiring.sqlite'), clock });
  return createRedisExpiringStore({ client: await connectRedis(redisUrl, log), clock });
}

function answers(ping: Promise<void>): Promise<boolean> {
  return ping.then(
    () => true,
    () => false,
  );
}
