import { BridgeError } from '../errors/bridge-error.ts';

/**
 * What drivers throw, in the bridge's own terms. The only place that knows their codes.
 *
 * A driver's error can carry the values of the statement that failed, so it is never passed on itself: its name, message
 * and code are.
 */
export function translateDriverError(error: unknown, engine: string): BridgeError {
  if (error instanceof BridgeError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const detail = code === '' ? `${engine}: ${message}` : `${engine}: ${message} (${code})`;
  if (UNSTORABLE.has(code)) return new BridgeError('parameter_invalid', { detail });
  return new BridgeError('store_unavailable', { retryAfterSeconds: 1, detail, cause: withoutValues(error, message) });
}

/** Runs a piece of work against a driver; whatever that throws comes out as a `BridgeError`. */
export async function guardDriver<T>(engine: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateDriverError(error, engine);
  }
}

/**
 * Whether a unique index or a primary key refused the row.
 *
 * @param table - Whose index it has to be, if it matters.
 */
export function isUniqueViolation(error: unknown, table?: string): boolean {
  return UNIQUE_VIOLATIONS.has(codeOf(error)) && (table === undefined || tableOf(error) === table);
}

/** Whether a row was refused because what it refers to is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  return FOREIGN_KEY_VIOLATIONS.has(codeOf(error));
}

/** Whether SQLite refused because another process is writing; nothing was done. */
export function isBusy(error: unknown): boolean {
  return BUSY.has(codeOf(error));
}

/** PostgreSQL's SQLSTATE; SQLite's extended result code, for `code` is the same for all of its errors. */
const UNIQUE_VIOLATIONS = new Set(['23505', '2067', '1555']);
const FOREIGN_KEY_VIOLATIONS = new Set(['23503', '787']);
/** SQLITE_BUSY and its kinds. */
const BUSY = new Set(['5', '261', '517', '773']);
/** A NUL or a broken character in a text, a number out of range: what PostgreSQL cannot hold. */
const UNSTORABLE = new Set(['22021', '22P05', '22003']);

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('errcode' in error && typeof error.errcode === 'number') return String(error.errcode);
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** PostgreSQL has a field for it; SQLite says "UNIQUE constraint failed: users.email". */
function tableOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('table' in error && typeof error.table === 'string') return error.table;
  return /constraint failed: (\w+)\./.exec(error.message)?.[1];
}

function withoutValues(error: unknown, message: string): Error {
  const cause = new Error(message);
  if (error instanceof Error) {
    cause.name = error.name;
    if (error.stack !== undefined) cause.stack = error.stack;
  }
  return cause;
}
