import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { type Audit, createAudit } from '../../src/domain/audit/audit.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { migrate } from '../../src/storage/sql/migrate.ts';
import { openRecordDatabase, type RecordConnection } from '../../src/storage/sql/open-record-database.ts';
import { createSqlAuditStore } from '../../src/storage/sql/sql-audit-store.ts';
import { createSqlBrokerStore } from '../../src/storage/sql/sql-broker-store.ts';
import { CRM, sampleAuditContent, sampleBroker } from '../contracts/sample-records.ts';
import { ENGINES } from '../support/engines.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const REMOVE_GUARDS = {
  sqlite: ['entries_no_update', 'entries_no_delete', 'heads_no_delete'].map(
    (guard) => `drop trigger if exists audit_${guard}`,
  ),
  postgres: ['entries', 'heads'].map((table) => `drop trigger if exists audit_${table}_kept on audit_${table}`),
};

const HERE = 'where chain = {b} and sequence';

/** What somebody with all rights can do to a chain of 5 entries, and where it is found. `{b}` is the white label. */
const TAMPERINGS: readonly (readonly [what: string, sequence: number, kind: string, ...statements: string[]])[] = [
  ['a removed entry', 3, 'missing', `delete from audit_entries ${HERE} = 3`],
  ['a removed last entry', 5, 'missing', `delete from audit_entries ${HERE} = 5`],
  ...[
    `id = 'other'`,
    'at_ms = at_ms + 1',
    `actor_kind = 'bridge'`,
    `actor_kind = 'command-line', actor_email = null`,
    `actor_id = 'other'`,
    `actor_email = null`,
    'address = null',
    'request_id = null',
    `action = 'other.done'`,
    `target_type = 'other'`,
    `target_id = 'other'`,
    `changes_json = '[]'`,
    `changes_json = '[ ' || substr(changes_json, 2)`,
    `changes_json = 'no JSON'`,
    `reason = 'other'`,
    'hash = previous_hash',
  ].map((change) => {
    return [`an entry with ${change}`, 2, 'altered', `update audit_entries set ${change} ${HERE} = 2`] as const;
  }),
  [
    ...(['two entries that changed places', 2, 'out_of_place'] as const),
    `update audit_entries set sequence = 99 ${HERE} = 2`,
    `update audit_entries set sequence = 2 ${HERE} = 4`,
    `update audit_entries set sequence = 4 ${HERE} = 99`,
  ],
  [
    ...(['an end that was cut off, and the head set back with another hash', 3, 'head_differs'] as const),
    `delete from audit_entries ${HERE} > 3`,
    'update audit_heads set sequence = 3 where chain = {b}',
  ],
];

for (const { name, skip, open } of ENGINES) {
  describe(`a change log on ${name} that somebody alters`, { skip }, () => {
    const folder = makeTempFolder();
    let connection: RecordConnection;
    let audit: Audit;
    let chains = 0;
    before(async () => {
      const { databaseUrl } = await open();
      const parts = { telemetry: silentTelemetry, log: createLogger('silent') };
      connection = openRecordDatabase({ file: join(folder.path, 'records.sqlite'), databaseUrl, ...parts });
      await migrate(connection.db, connection.engine);
      await createSqlBrokerStore(connection, createFakeClock()).addCrm(CRM);
      audit = createAudit({ store: createSqlAuditStore(connection), clock: createFakeClock() });
    });
    after(async () => {
      await connection.close();
      folder.remove();
    });

    const run = (statement: string) => sql.raw(statement).execute(connection.db);

    /** @returns The white label of a chain with 5 entries. */
    async function newChain(): Promise<string> {
      chains += 1;
      const brokerName = `wl${chains}`;
      await createSqlBrokerStore(connection, createFakeClock()).addBroker(sampleBroker(brokerName));
      const { id: _id, atMs: _atMs, ...note } = sampleAuditContent('', { brokerName });
      for (const reason of ['a', 'b', 'c', 'd', 'e']) await audit.record({ ...note, reason });
      return brokerName;
    }

    test('row 50: the tables themselves refuse every change but an append', async () => {
      const brokerName = await newChain();
      const statements = [
        `update audit_entries set reason = 'x'`,
        'delete from audit_entries',
        'delete from audit_heads',
        ...(connection.engine === 'postgres' ? ['truncate audit_entries, audit_heads'] : []),
      ];
      for (const statement of statements) await assert.rejects(() => run(statement), /only ever appended to/);
      assert.deepEqual((await audit.verify(brokerName)).kind, 'intact');
    });

    test('row 50: whatever is removed, altered or moved is found, and where', async () => {
      for (const statement of REMOVE_GUARDS[connection.engine]) await run(statement);
      for (const [what, sequence, reason, ...statements] of TAMPERINGS) {
        const brokerName = await newChain();
        for (const statement of statements) await run(statement.replaceAll('{b}', `'${brokerName}'`));
        const found = await audit.verify(brokerName);
        assert.deepEqual(found.kind === 'broken' && [found.sequence, found.reason], [sequence, reason], what);
      }
    });

    test('row 50: an end that was cut off with its head is found by what was noted elsewhere', async () => {
      for (const statement of REMOVE_GUARDS[connection.engine]) await run(statement);
      const brokerName = await newChain();
      const [last, , third] = await audit.list(brokerName, {}, { limit: 5 });
      assert.ok(last && third);
      await run(`delete from audit_entries where chain = '${brokerName}' and sequence > 3`);
      await run(`update audit_heads set sequence = 3, hash = '${third.hash}' where chain = '${brokerName}'`);
      assert.equal((await audit.verify(brokerName)).kind, 'intact');
      const found = await audit.verify(brokerName, last);
      assert.deepEqual(found.kind === 'broken' && [found.sequence, found.reason], [4, 'missing']);
    });
  });
}
