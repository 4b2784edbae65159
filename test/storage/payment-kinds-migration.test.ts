import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { spreadPayments } from '../../src/domain/statistics/spread-counts.ts';
import { searchUsers } from '../../src/domain/users/search-users.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { migrate } from '../../src/storage/sql/migrate.ts';
import { brokersUsersAccounts } from '../../src/storage/sql/migrations/0001-brokers-users-accounts.ts';
import { payments } from '../../src/storage/sql/migrations/0002-payments.ts';
import { openRecordDatabase, type RecordConnection } from '../../src/storage/sql/open-record-database.ts';
import { createSqlPaymentStore } from '../../src/storage/sql/sql-payment-store.ts';
import { createSqlStatisticsStore } from '../../src/storage/sql/sql-statistics-store.ts';
import { createSqlUserStore } from '../../src/storage/sql/sql-user-store.ts';
import { ENGINES } from '../support/engines.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const OLDER = { '0001-brokers-users-accounts': brokersUsersAccounts, '0002-payments': payments };

/** As the version before wrote them. */
async function fillOlder({ db }: RecordConnection): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => OLDER } });
  const { error } = await migrator.migrateToLatest();
  assert.equal(error, undefined);
  for (const statement of [
    `insert into crms (broker_crm_name, display_name) values ('crm', 'CRM')`,
    `insert into brokers (broker_name, broker_crm_name, display_name, enabled, platform_json, screens_json, tokens_json,
      revision) values ('main', 'crm', 'Main', 1, '{}', '{}', '{}', 1)`,
    `insert into users (id, broker_name, broker_crm_name, email, password_hash, first_name, preferred_language, marketing_json,
      created_at_ms) values ('u1', 'main', 'crm', 'a@example.com', 'hash', 'Élan', 'en', '{}', 1)`,
    ...['created', 'authorised', 'crediting', 'credited', 'failed', 'unconfirmed'].map(
      (
        state,
        index,
      ) => `insert into payments (id, broker_name, user_id, login, currency, money_digits, amount_minor, state,
        cashier, attempts, due_at_ms, revision, created_at_ms, updated_at_ms)
        values ('${state}', 'main', 'u1', 5000001, 'EUR', 2, 25000, '${state}', 'sandbox', 1, 7, 3, ${index}, 9)`,
    ),
  ]) {
    await sql.raw(statement).execute(db);
  }
}

for (const { name, skip, open } of ENGINES) {
  describe(`payments of the version before on ${name}`, { skip }, () => {
    test('are deposits as they were, and those whose answer is awaited say which', async () => {
      const folder = makeTempFolder();
      const { databaseUrl } = await open();
      const parts = { telemetry: silentTelemetry, log: createLogger('silent') };
      const connection = openRecordDatabase({ file: join(folder.path, 'records.sqlite'), databaseUrl, ...parts });
      try {
        await fillOlder(connection);
        await migrate(connection.db, connection.engine);
        const store = createSqlPaymentStore(connection);
        const listed = await store.list('main', { limit: 10 });
        assert.deepEqual(
          listed.map(({ kind, state, pendingCall, release }) => [kind, state, pendingCall, release]),
          [
            ['deposit', 'unconfirmed', 'credit', null],
            ['deposit', 'failed', null, null],
            ['deposit', 'credited', null, null],
            ['deposit', 'crediting', 'credit', null],
            ['deposit', 'authorised', null, null],
            ['deposit', 'created', null, null],
          ],
        );
        assert.deepEqual([listed[0]?.amountMinor, listed[0]?.revision, listed[0]?.dueAtMs], [25_000, 3, 7]);
        const due = { nowMs: 7, cashiers: ['sandbox'], retryUnconfirmedOf: ['main'], limit: 10 };
        const ids = (await store.listDue(due)).map(({ id }) => id);
        assert.deepEqual(ids, ['authorised', 'created', 'crediting', 'unconfirmed']);
        const { users } = await searchUsers(createSqlUserStore(connection), {
          brokerNames: null,
          text: 'elan',
          limit: 2,
        });
        assert.equal(users[0]?.id, 'u1', 'users are found by the names that they had');
        const counted = await createSqlStatisticsStore(connection).countPayments(
          { atMs: 10, limit: 5 },
          spreadPayments,
        );
        assert.equal(counted, 1, 'what was credited before is counted');
      } finally {
        await connection.close();
        folder.remove();
      }
    });
  });
}
