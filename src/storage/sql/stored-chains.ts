import { sql, type Transaction } from 'kysely';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { ChainHead } from '../../lib/hash-chain.ts';
import type { ChainEnd } from '../../lib/stored-chain.ts';
import { isForeignKeyViolation } from '../driver-errors.ts';
import type { RecordDatabase, RecordTables } from './schema.ts';

/** The two tables of a kind of log. */
export interface ChainTables<Entry> {
  readonly heads: keyof RecordTables;
  readonly entries: keyof RecordTables;
  /** The column of both that says whose chain it is. */
  readonly ownerColumn: string;
  /** Writes the first head of an owner; does nothing where there is one. */
  begin(transaction: Transaction<RecordTables>, owner: string, genesis: ChainHead): Promise<unknown>;
  insert(transaction: Transaction<RecordTables>, owner: string, entries: readonly Entry[]): Promise<unknown>;
}

export interface ChainAppend<Entry> {
  readonly owner: string;
  /** The head of a chain that has no entry yet. */
  readonly genesis: ChainHead;
  /** Given the head, makes the entries that follow it, in their order. */
  link(head: ChainHead): readonly Entry[];
}

/** Keeps a statement below the number of values that the engines take. */
const ROWS_PER_STATEMENT = 500;

/**
 * Adds entries at the end, all of them or none. Whoever appends holds the row of the head.
 *
 * @throws `broker_unknown`
 */
export async function appendToChain<Entry extends ChainHead>(
  db: RecordDatabase,
  tables: ChainTables<Entry>,
  { owner, genesis, link }: ChainAppend<Entry>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const head = await holdHead(transaction, tables, owner, genesis);
    const entries = [...link(head)];
    const { sequence, hash } = entries.at(-1) ?? head;
    while (entries.length > 0) await tables.insert(transaction, owner, entries.splice(0, ROWS_PER_STATEMENT));
    const { heads, ownerColumn } = tables;
    const change = sql`update ${sql.table(heads)} set sequence = ${sequence}, hash = ${hash}`;
    await sql`${change} where ${sql.ref(ownerColumn)} = ${owner}`.execute(transaction);
  });
}

/** From here to the end of the transaction no other process gets the head. */
async function holdHead<Entry>(
  transaction: Transaction<RecordTables>,
  tables: ChainTables<Entry>,
  owner: string,
  genesis: ChainHead,
): Promise<ChainHead> {
  const { heads, ownerColumn } = tables;
  const hold = sql<ChainHead>`update ${sql.table(heads)} set sequence = sequence
    where ${sql.ref(ownerColumn)} = ${owner} returning sequence, hash`;
  const [head] = (await hold.execute(transaction)).rows;
  if (head) return head;
  await beginChain(transaction, tables, owner, genesis);
  const [begun] = (await hold.execute(transaction)).rows;
  if (!begun) throw new Error(`The chain of ${owner} has no head`);
  return begun;
}

/** Of two processes that begin a log at once, one waits here for the other. */
async function beginChain<Entry>(
  transaction: Transaction<RecordTables>,
  tables: ChainTables<Entry>,
  owner: string,
  genesis: ChainHead,
): Promise<void> {
  try {
    await tables.begin(transaction, owner, genesis);
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new BridgeError('broker_unknown', { detail: owner });
    throw error;
  }
}

/** One statement, so that nothing is appended between the two questions. */
export async function findChainEnd<Entry>(
  db: RecordDatabase,
  { heads, entries, ownerColumn }: ChainTables<Entry>,
  owner: string,
): Promise<ChainEnd> {
  const isTheirs = sql`${sql.ref(ownerColumn)} = ${owner}`;
  const question = sql<{ last_sequence: number | null; sequence: number | null; hash: string | null }>`
    select last.last_sequence, head.sequence, head.hash
    from (select max(sequence) as last_sequence from ${sql.table(entries)} where ${isTheirs}) as last
    left join (select sequence, hash from ${sql.table(heads)} where ${isTheirs}) as head on true`;
  const [row] = (await question.execute(db)).rows;
  const { last_sequence = null, sequence = null, hash = null } = row ?? {};
  const head = sequence === null || hash === null ? undefined : { sequence, hash };
  return { head, lastSequence: last_sequence ?? 0 };
}
