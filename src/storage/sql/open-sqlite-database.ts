import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How long a statement blocks the process while another process writes; whoever can wait without that tries again. */
const BUSY_TIMEOUT_MS = 50;
const WAL_ATTEMPTS = 50;
const WAL_PAUSE_MS = 20;

/**
 * Opens a database file, and makes it and its folder when they are missing. What was committed survives a crash of the
 * process and of the machine.
 */
export function openSqliteDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    switchToWriteAheadLog(database);
    database.exec('pragma synchronous = full');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Two processes may meet here on a new file, and SQLite does not wait for the lock that this takes. */
function switchToWriteAheadLog(database: DatabaseSync): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if (attempt === WAL_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
    }
  }
}
