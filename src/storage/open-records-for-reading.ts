import { join } from 'node:path';
import type { AuditStore } from '../domain/audit/audit-store.ts';
import type { PrivacyLogStore } from '../domain/privacy-log/privacy-log-store.ts';
import { guardDriver, translateDriverError } from './driver-errors.ts';
import type { StorageOptions } from './open-storage.ts';
import { openRecordDatabase, type RecordConnection } from './sql/open-record-database.ts';
import { createSqlAuditStore } from './sql/sql-audit-store.ts';
import { createSqlPrivacyLogStore } from './sql/sql-privacy-log-store.ts';

/** What can be read of the records without the right to write, and without seeing anybody's secrets. */
export interface ReadableRecords {
  readonly privacyLog: PrivacyLogStore;
  readonly audit: AuditStore;
  listBrokerNames(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Opens the records for who may only read. Makes no file, no folder and no table.
 *
 * @throws `store_unavailable` where there is no file that can be read.
 */
export function openRecordsForReading(
  options: Pick<StorageOptions, 'dataDir' | 'databaseUrl' | 'telemetry' | 'log'>,
): ReadableRecords {
  const records = openDatabase({ ...options, file: join(options.dataDir, 'records.sqlite'), readOnly: true });
  return {
    privacyLog: createSqlPrivacyLogStore(records),
    audit: createSqlAuditStore(records),
    async listBrokerNames() {
      const names = records.db.selectFrom('brokers').select('broker_name');
      const rows = await guardDriver(records.engine, () => names.execute());
      // Not by the database, for each sorts texts in its own way.
      return rows.map((row) => row.broker_name).sort();
    },
    close: () => records.close(),
  };
}

function openDatabase(options: Parameters<typeof openRecordDatabase>[0]): RecordConnection {
  try {
    return openRecordDatabase(options);
  } catch (error) {
    throw translateDriverError(error, `sqlite (${options.file})`);
  }
}
