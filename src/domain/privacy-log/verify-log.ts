import type { ChainHead } from '../../lib/hash-chain.ts';
import { type ChainReport, verifyChain } from '../../lib/verify-chain.ts';
import { privacyContent, privacyGenesis } from './privacy-chain.ts';
import type { PrivacyLogStore } from './privacy-log-store.ts';
import { readEntries } from './read-entries.ts';

/** Walks the log as it stands now; what is appended meanwhile is left for the next time. */
export async function verifyLog(
  store: PrivacyLogStore,
  brokerName: string,
  expected: ChainHead | undefined,
): Promise<ChainReport> {
  const genesis = privacyGenesis(brokerName);
  const { head = genesis, lastSequence } = await store.findEnd(brokerName);
  const until = Math.max(head.sequence, lastSequence);
  const entries = readEntries(store, brokerName, { until });
  return verifyChain({ genesis, head, entries, contentOf: privacyContent, expected });
}
