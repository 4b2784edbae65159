import { type Dialect, PostgresDialect, type PostgresPoolClient, type PostgresQueryResult } from 'kysely';
import { Pool, type PoolClient, types } from 'pg';
import type { Logger } from '../../lib/logger.ts';

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 2000;
const STATEMENT_TIMEOUT_MS = 4000;
/** For when the server does not even answer that it gave up. */
const ANSWER_TIMEOUT_MS = 5000;

export interface PostgresRecords {
  readonly dialect: Dialect;
  close(): Promise<void>;
}

/** Kysely on PostgreSQL. Nothing connects before the first query, and a lost connection is replaced by itself. */
export function openPostgres(databaseUrl: string, log: Logger): PostgresRecords {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    idle_in_transaction_session_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'drawbridge',
    types: {
      getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)),
    },
  });
  // An idle connection that breaks is replaced by the next query; unheard, the event would end the process.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle connection to postgres was lost'));
  return {
    dialect: new PostgresDialect({
      pool: { options: pool.options, connect: async () => replaceWhenBroken(await pool.connect()), end: endOnce },
    }),
    close: endOnce,
  };

  async function endOnce(): Promise<void> {
    if (!pool.ending) await pool.end();
  }
}

/** A client that broke, or once did not answer in time, is thrown away: whoever got it next would wait behind that. */
function replaceWhenBroken(client: PoolClient): PostgresPoolClient {
  let isBroken = false;
  const markBroken = () => {
    isBroken = true;
  };
  // The pool listens to idle clients only; unheard, the event would end the process.
  client.on('error', markBroken);

  async function query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    try {
      const { command, rowCount, rows } = await client.query(sql, [...parameters]);
      return { command: command as PostgresQueryResult<Row>['command'], rowCount: rowCount ?? 0, rows: rows as Row[] };
    } catch (error) {
      if (!isServerAnswer(error)) markBroken();
      throw error;
    }
  }

  return {
    query: query as PostgresPoolClient['query'],
    release(destroy) {
      client.off('error', markBroken);
      client.release(destroy === true || isBroken);
    },
  };
}

/** An error that the server itself sent carries an SQLSTATE of five characters. */
function isServerAnswer(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
  );
}
