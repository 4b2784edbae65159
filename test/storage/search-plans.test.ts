import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { migrate } from '../../src/storage/sql/migrate.ts';
import { openRecordDatabase, type RecordConnection } from '../../src/storage/sql/open-record-database.ts';
import { createSqlBrokerStore } from '../../src/storage/sql/sql-broker-store.ts';
import { CRM, sampleBroker } from '../contracts/sample-records.ts';
import { ENGINES } from '../support/engines.ts';
import { explain } from '../support/explain.ts';
import { explainedSearches } from '../support/explained-searches.ts';
import { fillingBroker, fillRecords } from '../support/fill-records.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const BROKERS = 60;
/** Enough for an engine to think of an index. */
const USERS = 30_000;

/** A step that reads a whole table, but for one that goes along an index and stops when the page is full. */
const READS_ALL = {
  postgres: /Seq Scan on (users|payments)/m,
  sqlite: /^SCAN (users|payments|found|\w+_outbox|webhook_deliveries)(?! USING (COVERING )?INDEX)/m,
};
const SORTS = { postgres: /^\W*Sort\b/m, sqlite: /TEMP B-TREE/ };

for (const { name, skip, open } of ENGINES) {
  describe(`how ${name} goes about the searches of staff`, { skip }, () => {
    const folder = makeTempFolder();
    let connection: RecordConnection;
    before(async () => {
      const { databaseUrl } = await open();
      const parts = { telemetry: silentTelemetry, log: createLogger('silent') };
      connection = openRecordDatabase({ file: join(folder.path, 'records.sqlite'), databaseUrl, ...parts });
      await migrate(connection.db, connection.engine);
      const brokers = createSqlBrokerStore(connection, systemClock);
      await brokers.addCrm(CRM);
      for (let index = 0; index < BROKERS; index += 1) await brokers.addBroker(sampleBroker(fillingBroker(index)));
      const { brokerCrmName } = CRM;
      await fillRecords(connection, {
        brokers: BROKERS,
        brokerCrmName,
        users: USERS,
        payments: USERS,
        endMs: 1_800_000_000_000,
      });
    });
    after(async () => {
      await connection.close();
      folder.remove();
    });

    test('no search reads a whole table', async () => {
      for (const [what, statement] of Object.entries(explainedSearches(connection.engine, BROKERS))) {
        const plan = await explain(connection, statement);
        assert.ok(plan.length > 0, what);
        assert.doesNotMatch(plan.join('\n'), READS_ALL[connection.engine], `${what}:\n${plan.join('\n')}`);
      }
    });

    test('payments to give back are looked for among none but those', async () => {
      const searches = Object.entries(explainedSearches(connection.engine, BROKERS));
      for (const [what, statement] of searches.filter(([each]) => /give back/.test(each))) {
        const plan = (await explain(connection, statement)).join('\n');
        assert.match(plan, /payments_(of_all_)?by_hand/, `${what}:\n${plan}`);
      }
    });

    test('users come in the order of the index, so that a short text costs no more than a long one', async () => {
      const searches = Object.entries(explainedSearches(connection.engine, BROKERS));
      for (const [what, statement] of searches.filter(([each]) => /one letter|all users/.test(each))) {
        const plan = (await explain(connection, statement)).join('\n');
        assert.doesNotMatch(plan, SORTS[connection.engine], `${what}:\n${plan}`);
      }
    });
  });
}
