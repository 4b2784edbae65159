import { Kysely, type LogEvent, sql } from 'kysely';
import type { Logger } from '../../lib/logger.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import { guardDriver } from '../driver-errors.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';
import { openSqliteForReading } from './open-sqlite-for-reading.ts';
import { openPostgres } from './postgres-dialect.ts';
import type { RecordDatabase, RecordTables } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export interface RecordConnection {
  readonly engine: 'sqlite' | 'postgres';
  readonly db: RecordDatabase;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface RecordDatabaseOptions {
  /** Of the SQLite file. */
  readonly file: string;
  /** Of a PostgreSQL, which then takes the file's place. */
  readonly databaseUrl?: string | undefined;
  /** Makes no file, and changes none. */
  readonly readOnly?: boolean;
  readonly telemetry: Telemetry;
  readonly log: Logger;
}

/** Opens where the records are kept. Does not fail while PostgreSQL is gone; the queries do, until it is back. */
export function openRecordDatabase(options: RecordDatabaseOptions): RecordConnection {
  const { databaseUrl, telemetry } = options;
  const log = (event: LogEvent) => reportQuery(telemetry, event);
  if (databaseUrl !== undefined) {
    const { dialect, close } = openPostgres(databaseUrl, options.log);
    return connection('postgres', new Kysely<RecordTables>({ dialect, log }), close);
  }
  const { file, readOnly = false } = options;
  const database = readOnly ? openSqliteForReading(file) : openSqliteDatabase({ file });
  const db = new Kysely<RecordTables>({ dialect: sqliteDialect(database), log });
  return connection('sqlite', db, async () => {
    await db.destroy();
    if (database.isOpen) database.close();
  });
}

function connection(
  engine: RecordConnection['engine'],
  db: RecordDatabase,
  close: RecordConnection['close'],
): RecordConnection {
  return {
    engine,
    db,
    close,
    ping: () => guardDriver(engine, async () => void (await sql`select 1`.execute(db))),
  };
}

/** Named by the kind of statement: `select`, `insert`, `update`, `delete`, `raw`. */
function reportQuery(telemetry: Telemetry, event: LogEvent): void {
  const operation = event.query.query.kind.replace(/(Query)?Node$/, '').toLowerCase();
  const outcome = event.level === 'error' ? 'failed' : 'ok';
  telemetry.storeOperation('records', operation, outcome, event.queryDurationMillis / 1000);
}
