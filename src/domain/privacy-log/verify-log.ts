import type { ChainHead } from '../../lib/hash-chain.ts';
import { verifyStoredChain } from '../../lib/stored-chain.ts';
import type { ChainReport } from '../../lib/verify-chain.ts';
import { privacyContent, privacyGenesis } from './privacy-chain.ts';
import type { PrivacyEntry } from './privacy-entry.ts';
import type { PrivacyLogStore } from './privacy-log-store.ts';

/** Walks the log as it stands now; what is appended meanwhile is left for the next time. */
export function verifyLog(
  store: PrivacyLogStore,
  brokerName: string,
  expected: ChainHead | undefined,
): Promise<ChainReport> {
  return verifyStoredChain<PrivacyEntry>({
    genesis: privacyGenesis(brokerName),
    findEnd: () => store.findEnd(brokerName),
    read: (span) => store.read(brokerName, span),
    contentOf: privacyContent,
    expected,
  });
}
