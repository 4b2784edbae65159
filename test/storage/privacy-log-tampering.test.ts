import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { linkEntries, privacyGenesis } from '../../src/domain/privacy-log/privacy-chain.ts';
import { verifyLog } from '../../src/domain/privacy-log/verify-log.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { ChainHead } from '../../src/lib/hash-chain.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { migrate } from '../../src/storage/sql/migrate.ts';
import { openRecordDatabase, type RecordConnection } from '../../src/storage/sql/open-record-database.ts';
import { createSqlBrokerStore } from '../../src/storage/sql/sql-broker-store.ts';
import { createSqlPrivacyLogStore } from '../../src/storage/sql/sql-privacy-log-store.ts';
import { CRM, sampleBroker, samplePrivacyContent } from '../contracts/sample-records.ts';
import { ENGINES } from '../support/engines.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const REMOVE_GUARDS = {
  sqlite: [
    'drop trigger if exists privacy_log_entries_no_update',
    'drop trigger if exists privacy_log_entries_no_delete',
    'drop trigger if exists privacy_log_heads_no_delete',
  ],
  postgres: [
    'drop trigger if exists privacy_log_entries_kept on privacy_log_entries',
    'drop trigger if exists privacy_log_heads_kept on privacy_log_heads',
  ],
};

/** What somebody with all rights can do to a log of 5 entries, and where it is found. `{b}` is the white label. */
const TAMPERINGS: readonly (readonly [what: string, sequence: number, kind: string, ...statements: string[]])[] = [
  ['a removed entry', 3, 'missing', `delete from privacy_log_entries where broker_name = {b} and sequence = 3`],
  ['a removed first entry', 1, 'missing', `delete from privacy_log_entries where broker_name = {b} and sequence = 1`],
  ['a removed last entry', 5, 'missing', `delete from privacy_log_entries where broker_name = {b} and sequence = 5`],
  ['all entries removed', 1, 'missing', `delete from privacy_log_entries where broker_name = {b}`],
  ...[
    `principal = 'crm-other'`,
    `justification = 'other-1'`,
    `person_id = 'someone'`,
    `at_ms = at_ms + 1`,
    `api_key_id = ''`,
    `resource = 'payments'`,
    `operation = 'listUsers'`,
    `fields_json = '[]'`,
    `fields_json = 'email'`,
    `request_id = 'other'`,
    `hash = previous_hash`,
  ].map((change) => {
    const statement = `update privacy_log_entries set ${change} where broker_name = {b} and sequence = 2`;
    return [`an entry with ${change}`, 2, 'altered', statement] as const;
  }),
  [
    'a previous hash that is another',
    4,
    'out_of_place',
    `update privacy_log_entries set previous_hash = hash where broker_name = {b} and sequence = 4`,
  ],
  [
    'two entries that changed places',
    2,
    'out_of_place',
    `update privacy_log_entries set sequence = 99 where broker_name = {b} and sequence = 2`,
    `update privacy_log_entries set sequence = 2 where broker_name = {b} and sequence = 4`,
    `update privacy_log_entries set sequence = 4 where broker_name = {b} and sequence = 99`,
  ],
  [
    'an entry that was put behind the end',
    6,
    'beyond_head',
    `insert into privacy_log_entries select broker_name, 6, at_ms, api_key_id, principal, justification, person_id, resource,
      operation, fields_json, request_id, hash, hash from privacy_log_entries where broker_name = {b} and sequence = 5`,
  ],
  [
    'a head that was set back',
    5,
    'beyond_head',
    `update privacy_log_heads set sequence = 4, hash = (select previous_hash from privacy_log_entries
      where broker_name = {b} and sequence = 5) where broker_name = {b}`,
  ],
  ['a head that was altered', 5, 'head_differs', `update privacy_log_heads set hash = '' where broker_name = {b}`],
];

for (const { name, skip, open } of ENGINES) {
  describe(`a privacy log that somebody tampers with on ${name}`, { skip }, () => {
    const folder = makeTempFolder();
    let connection: RecordConnection;
    let store: ReturnType<typeof createSqlPrivacyLogStore>;
    let logs = 0;
    before(async () => {
      const { databaseUrl } = await open();
      const parts = { telemetry: silentTelemetry, log: createLogger('silent') };
      connection = openRecordDatabase({ file: join(folder.path, 'records.sqlite'), databaseUrl, ...parts });
      await migrate(connection.db, connection.engine);
      await createSqlBrokerStore(connection, systemClock).addCrm(CRM);
      store = createSqlPrivacyLogStore(connection);
    });
    after(async () => {
      await connection.close();
      folder.remove();
    });

    const run = (statement: string) => sql.raw(statement).execute(connection.db);
    const append = (brokerName: string, persons: readonly string[]) =>
      store.append(brokerName, privacyGenesis(brokerName), (head) =>
        linkEntries(
          head,
          persons.map((person) => samplePrivacyContent(person)),
        ),
      );
    const verify = (brokerName: string, expected?: ChainHead) => verifyLog(store, brokerName, expected);

    /** @returns The white label of a log with 5 entries. */
    async function newLog(): Promise<string> {
      logs += 1;
      await createSqlBrokerStore(connection, systemClock).addBroker(sampleBroker(`wl${logs}`));
      await append(`wl${logs}`, ['a', 'b', 'c', 'd', 'e']);
      return `wl${logs}`;
    }

    async function removeGuards(): Promise<void> {
      for (const statement of REMOVE_GUARDS[connection.engine]) await run(statement);
    }

    test('row 50: the tables themselves refuse every change but an append', async () => {
      const brokerName = await newLog();
      const before = await verify(brokerName);
      const statements = [
        `update privacy_log_entries set principal = 'x'`,
        'delete from privacy_log_entries',
        'delete from privacy_log_heads',
        ...(connection.engine === 'postgres' ? ['truncate privacy_log_entries, privacy_log_heads'] : []),
      ];
      for (const statement of statements) await assert.rejects(() => run(statement), /only ever appended to/);
      assert.deepEqual(await verify(brokerName), before);
    });

    test('row 50: whatever is removed, altered, put in or moved is found, and where', async () => {
      await removeGuards();
      for (const [what, sequence, kind, ...statements] of TAMPERINGS) {
        const brokerName = await newLog();
        assert.equal((await verify(brokerName)).fault, null);
        for (const statement of statements) await run(statement.replaceAll('{b}', `'${brokerName}'`));
        assert.deepEqual((await verify(brokerName)).fault, { sequence, kind }, what);
      }
    });

    test('row 50: a log that was written anew, cut with its head or emptied is sound, and found by what was noted', async () => {
      await removeGuards();
      const empty = `delete from privacy_log_entries where broker_name = {b}`;
      const forget = `delete from privacy_log_heads where broker_name = {b}`;
      for (const persons of [['x', 'b', 'c', 'd', 'e'], ['a', 'b', 'c'], []]) {
        const brokerName = await newLog();
        const noted = (await verify(brokerName)).head;
        for (const statement of [empty, forget]) await run(statement.replaceAll('{b}', `'${brokerName}'`));
        await append(brokerName, persons);
        assert.equal((await verify(brokerName)).fault, null);
        const kind = persons.length < 5 ? 'missing' : 'rewritten';
        assert.deepEqual((await verify(brokerName, noted)).fault, {
          sequence: persons.length < 5 ? persons.length + 1 : 5,
          kind,
        });
      }
    });

    test('row 50: an entry of another white label is out of place', async () => {
      await removeGuards();
      const [theirs, ours] = [await newLog(), await newLog()];
      await run(`delete from privacy_log_entries where broker_name = '${ours}'`);
      await run(`update privacy_log_entries set broker_name = '${ours}' where broker_name = '${theirs}'`);
      assert.deepEqual((await verify(ours)).fault, { sequence: 1, kind: 'out_of_place' });
    });

    test('what is appended while a log is verified does no harm', async () => {
      const brokerName = await newLog();
      const { head } = await verify(brokerName);
      const [report] = await Promise.all([verify(brokerName), append(brokerName, ['f', 'g'])]);
      assert.equal(report.fault, null);
      assert.ok(report.count === report.head.sequence && report.count >= 5);
      assert.deepEqual((await verify(brokerName, head)).count, 7);
    });
  });
}
