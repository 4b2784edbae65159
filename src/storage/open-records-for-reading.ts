import { join } from 'node:path';
import type { BrokerStore } from '../domain/brokers/broker-store.ts';
import type { PrivacyLogStore } from '../domain/privacy-log/privacy-log-store.ts';
import { translateDriverError } from './driver-errors.ts';
import type { StorageOptions } from './open-storage.ts';
import { openRecordDatabase, type RecordConnection } from './sql/open-record-database.ts';
import { createSqlBrokerStore } from './sql/sql-broker-store.ts';
import { createSqlPrivacyLogStore } from './sql/sql-privacy-log-store.ts';

/** What can be read of the records without the right to write. */
export interface ReadableRecords {
  readonly brokers: Pick<BrokerStore, 'listChangedSince'>;
  readonly privacyLog: PrivacyLogStore;
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
  const file = join(options.dataDir, 'records.sqlite');
  const records = openDatabase({ ...options, file, readOnly: true });
  return {
    brokers: createSqlBrokerStore(records),
    privacyLog: createSqlPrivacyLogStore(records),
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
