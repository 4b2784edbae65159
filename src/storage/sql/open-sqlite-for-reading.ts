import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

/** How long a statement blocks the process while another process keeps the file to itself. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens a database file that this process may not change, and makes none.
 *
 * A file in a folder where nothing may be written, that no other process has open, is taken as one that stays as it is:
 * SQLite cannot make what it shares with writers there. One whose log of changes is there is not, for it would be read
 * without them.
 */
export function openSqliteForReading(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    // Opened in earnest only now.
    database.prepare('select 1 from sqlite_schema').get();
    return database;
  } catch (error) {
    database.close();
    if (existsSync(`${file}-wal`)) throw error;
    const url = pathToFileURL(file);
    url.searchParams.set('immutable', '1');
    return new DatabaseSync(url, { readOnly: true });
  }
}
