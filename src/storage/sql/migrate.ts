import { Migrator } from 'kysely/migration';
import { guardDriver } from '../driver-errors.ts';
import { brokersUsersAccounts } from './migrations/0001-brokers-users-accounts.ts';
import { payments } from './migrations/0002-payments.ts';
import { mailOutbox } from './migrations/0003-mail-outbox.ts';
import { whiteLabels } from './migrations/0004-white-labels.ts';
import { paymentKinds } from './migrations/0005-payment-kinds.ts';
import { kyc } from './migrations/0006-kyc.ts';
import { agreementsAndAccounts } from './migrations/0007-agreements-and-accounts.ts';
import { emailChanges } from './migrations/0008-email-changes.ts';
import { signingKeys } from './migrations/0009-signing-keys.ts';
import { oidcClients } from './migrations/0010-oidc-clients.ts';
import { appLogouts } from './migrations/0011-app-logouts.ts';
import { sessionsEnded } from './migrations/0012-sessions-ended.ts';
import { apiKeys } from './migrations/0013-api-keys.ts';
import { privacyLog } from './migrations/0014-privacy-log.ts';
import { eventsAndWebhooks } from './migrations/0015-events-and-webhooks.ts';
import { agreements } from './migrations/0016-agreements.ts';
import { usersAndAccounts } from './migrations/0017-users-and-accounts.ts';
import { applications } from './migrations/0018-applications.ts';
import { developerRegistrations } from './migrations/0019-developer-registrations.ts';
import { staff } from './migrations/0020-staff.ts';
import { audit } from './migrations/0021-audit.ts';
import { brokerHistory } from './migrations/0022-broker-history.ts';
import { statistics } from './migrations/0023-statistics.ts';
import { passkeys } from './migrations/0024-passkeys.ts';
import { searches } from './migrations/0025-searches.ts';
import { signaturesByVersion } from './migrations/0026-signatures-by-version.ts';
import { kycByState } from './migrations/0027-kyc-by-state.ts';
import { backlogs } from './migrations/0028-backlogs.ts';
import { givenBackByHand } from './migrations/0029-given-back-by-hand.ts';
import type { RecordDatabase } from './schema.ts';

/** In the order of their names; one that was released is never changed again. */
const MIGRATIONS = {
  '0001-brokers-users-accounts': brokersUsersAccounts,
  '0002-payments': payments,
  '0003-mail-outbox': mailOutbox,
  '0004-white-labels': whiteLabels,
  '0005-payment-kinds': paymentKinds,
  '0006-kyc': kyc,
  '0007-agreements-and-accounts': agreementsAndAccounts,
  '0008-email-changes': emailChanges,
  '0009-signing-keys': signingKeys,
  '0010-oidc-clients': oidcClients,
  '0011-app-logouts': appLogouts,
  '0012-sessions-ended': sessionsEnded,
  '0013-api-keys': apiKeys,
  '0014-privacy-log': privacyLog,
  '0015-events-and-webhooks': eventsAndWebhooks,
  '0016-agreements': agreements,
  '0017-users-and-accounts': usersAndAccounts,
  '0018-applications': applications,
  '0019-developer-registrations': developerRegistrations,
  '0020-staff': staff,
  '0021-audit': audit,
  '0022-broker-history': brokerHistory,
  '0023-statistics': statistics,
  '0024-passkeys': passkeys,
  '0025-searches': searches,
  '0026-signatures-by-version': signaturesByVersion,
  '0027-kyc-by-state': kycByState,
  '0028-backlogs': backlogs,
  '0029-given-back-by-hand': givenBackByHand,
};

/**
 * Brings the tables up to date. Several processes may do so at once; one of them does the work.
 *
 * @returns The names of the migrations that this call applied.
 */
export async function migrate(db: RecordDatabase, engine: string): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) await guardDriver(engine, () => Promise.reject(error));
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** @returns In their order; `executedAtMs` is `null` for one that was not applied yet. */
export async function listMigrations(db: RecordDatabase, engine: string): Promise<AppliedMigration[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const migrations = await guardDriver(engine, () => migrator.getMigrations());
  return migrations.map(({ name, executedAt }) => ({ name, executedAtMs: executedAt?.getTime() ?? null }));
}

export interface AppliedMigration {
  readonly name: string;
  readonly executedAtMs: number | null;
}
