import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from '../driver-errors.ts';

/** How long opening waits for another process that writes. */
const OPEN_TIMEOUT_MS = 5000;
/** How long a statement blocks the process while another process writes; whoever can wait without that tries again. */
const BUSY_TIMEOUT_MS = 15;
const WAL_PAUSE_MS = 20;

/** What a database that has no migrations consists of. */
export interface SqliteTables {
  /** What `user_version` says of a file that has all of this; to be raised with every change. */
  readonly version: number;
  /** Statements that change nothing where they were run before. */
  readonly tables: string;
  /** Columns that came later: table, name, and what else defines them. */
  readonly columns: readonly (readonly [table: string, name: string, definition: string])[];
}

export interface SqliteDatabaseOptions {
  readonly file: string;
  readonly tables?: SqliteTables;
}

/**
 * Opens a database file, and makes it and its folder when they are missing. What was committed survives a crash of the
 * process and of the machine.
 */
export function openSqliteDatabase({ file, tables }: SqliteDatabaseOptions): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  makePrivate(file);
  const database = new DatabaseSync(file, { timeout: OPEN_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    switchToWriteAheadLog(database);
    database.exec('pragma synchronous = full');
    if (tables !== undefined) makeTables(database, tables);
    database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * In a folder that others may read too; SQLite gives the files beside it the mode of this one. A file that is there is
 * not opened here: closing it would take away the locks that this process has on it.
 */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Two processes may meet here on a new file, and SQLite does not wait for the lock that this takes. */
function switchToWriteAheadLog(database: DatabaseSync): void {
  const deadlineMs = performance.now() + OPEN_TIMEOUT_MS;
  for (;;) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadlineMs) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
    }
  }
}

/** Takes the write lock only for a file that lacks something. */
function makeTables(database: DatabaseSync, { version, tables, columns }: SqliteTables): void {
  if (database.prepare('pragma user_version').get()?.user_version === version) return;
  database.exec(`begin immediate; ${tables}`);
  for (const [table, name, definition] of columns) {
    const isThere = database.prepare('select 1 from pragma_table_info(?) where name = ?').get(table, name);
    if (!isThere) database.exec(`alter table ${table} add column ${name} ${definition}`);
  }
  database.exec(`pragma user_version = ${version}; commit`);
}
