import { type ChainHead, type ChainLink, type ChainValue, hashEntry } from './hash-chain.ts';

export interface ChainToVerify<Entry extends ChainLink> {
  readonly genesis: ChainHead;
  /** As it was kept apart from the entries. */
  readonly head: ChainHead;
  /** The oldest first. */
  readonly entries: AsyncIterable<Entry> | Iterable<Entry>;
  readonly contentOf: (entry: Entry) => readonly ChainValue[];
  /** An entry that somebody wrote down elsewhere. */
  readonly expected?: ChainHead | undefined;
}

export interface ChainReport {
  /** How many entries are as they were written, from the first one on. */
  readonly count: number;
  /** As it was kept apart from the entries. */
  readonly head: ChainHead;
  /** `null` where nothing is wrong. */
  readonly fault: ChainFault | null;
}

/** The first thing that is wrong with a chain. */
export interface ChainFault {
  readonly sequence: number;
  readonly kind: ChainFaultKind;
}

export type ChainFaultKind =
  /** There is no entry with this sequence. */
  | 'missing'
  /** It does not follow the entry before: one of them was altered, moved, put in, or taken from between them. */
  | 'out_of_place'
  /** It does not hold what was written. */
  | 'altered'
  /** The entry is sound, but the head that was kept of it is another. */
  | 'head_differs'
  /** The head says that the chain ended before. */
  | 'beyond_head'
  /** Sound as far as the chain goes, but not the entry that was written down elsewhere. */
  | 'rewritten';

/** Walks a chain from its beginning to its first fault; keeps no more of it than one entry. */
export async function verifyChain<Entry extends ChainLink>(chain: ChainToVerify<Entry>): Promise<ChainReport> {
  const { genesis, head, entries, contentOf, expected } = chain;
  const isRewritten = ({ sequence, hash }: ChainHead) => sequence === expected?.sequence && hash !== expected.hash;
  const report = (kind?: ChainFaultKind, sequence = last.sequence + 1): ChainReport => {
    return { count: last.sequence, head, fault: kind === undefined ? null : { sequence, kind } };
  };

  let last: ChainHead = genesis;
  if (isRewritten(genesis)) return report('rewritten', 0);
  for await (const entry of entries) {
    const kind = faultOf(entry, last, head, contentOf) ?? (isRewritten(entry) ? 'rewritten' : undefined);
    if (kind !== undefined) return report(kind);
    last = { sequence: entry.sequence, hash: entry.hash };
  }
  if (last.sequence < head.sequence) return report('missing');
  if (last.hash !== head.hash) return report('head_differs', head.sequence);
  return expected !== undefined && expected.sequence > head.sequence ? report('missing') : report();
}

function faultOf<Entry extends ChainLink>(
  entry: Entry,
  last: ChainHead,
  head: ChainHead,
  contentOf: (entry: Entry) => readonly ChainValue[],
): ChainFaultKind | undefined {
  const next = last.sequence + 1;
  if (next > head.sequence) return 'beyond_head';
  if (entry.sequence > next) return 'missing';
  if (entry.sequence < next || entry.previousHash !== last.hash) return 'out_of_place';
  return entry.hash === hashEntry(next, last.hash, contentOf(entry)) ? undefined : 'altered';
}
