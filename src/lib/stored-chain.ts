import type { ChainHead, ChainLink, ChainValue } from './hash-chain.ts';
import { type ChainReport, verifyChain } from './verify-chain.ts';

/** A part of a chain. */
export interface ChainSpan {
  /** A sequence; only entries after it. */
  readonly after: number;
  /** A sequence; no entries after it. */
  readonly until: number;
  readonly limit: number;
}

/** Where a chain ends, as the store has it. */
export interface ChainEnd {
  /** `undefined` where nothing was ever written. */
  readonly head: ChainHead | undefined;
  /** Of the entries that are there; 0 where there is none. */
  readonly lastSequence: number;
}

const BATCH_SIZE = 500;

/** Every entry up to a sequence, the oldest first; never more than a batch of them in memory. */
export async function* readChain<Entry extends ChainHead>(
  read: (span: ChainSpan) => Promise<readonly Entry[]>,
  until = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<Entry, void, undefined> {
  let after = 0;
  for (;;) {
    const batch = await read({ after, until, limit: BATCH_SIZE });
    yield* batch;
    if (batch.length < BATCH_SIZE) return;
    after = batch.at(-1)?.sequence ?? until;
  }
}

export interface StoredChain<Entry extends ChainLink> {
  readonly genesis: ChainHead;
  /** Both as they stand at one moment. */
  findEnd(): Promise<ChainEnd>;
  /** @returns The oldest first. */
  read(span: ChainSpan): Promise<readonly Entry[]>;
  readonly contentOf: (entry: Entry) => readonly ChainValue[];
  /** An entry that somebody wrote down elsewhere. */
  readonly expected?: ChainHead | undefined;
}

/** Walks a chain as it stands now; what is appended meanwhile is left for the next time. */
export async function verifyStoredChain<Entry extends ChainLink>(chain: StoredChain<Entry>): Promise<ChainReport> {
  const { genesis, contentOf, expected } = chain;
  const { head = genesis, lastSequence } = await chain.findEnd();
  const until = Math.max(head.sequence, lastSequence);
  const entries = readChain((span) => chain.read(span), until);
  return verifyChain({ genesis, head, entries, contentOf, expected });
}
