import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

/** How long a statement blocks the process while another process keeps the file to itself. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens a database file for reading only, and makes none. Where it may, SQLite leaves beside it what it shares with
 * writers.
 *
 * A file in a folder where nothing may be written, that no other process has open, is taken as one that stays as it is:
 * SQLite cannot make what it shares with writers there. One with a log of changes is not, for it would be read without
 * them.
 */
export function openSqliteForReading(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    // Opened in earnest only now.
    database.prepare('select 1 from sqlite_schema').get();
    return database;
  } catch (error) {
    database.close();
    const changes = statSync(`${file}-wal`, { throwIfNoEntry: false });
    if (changes && changes.size > 0) throw error;
    const url = pathToFileURL(file);
    url.searchParams.set('immutable', '1');
    return new DatabaseSync(url, { readOnly: true });
  }
}
