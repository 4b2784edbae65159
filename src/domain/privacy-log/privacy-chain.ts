import { type ChainHead, type ChainValue, genesisOf, linkAll } from '../../lib/hash-chain.ts';
import type { PrivacyEntry, PrivacyEntryContent } from './privacy-entry.ts';

/** Where the log of a white label begins. */
export function privacyGenesis(brokerName: string): ChainHead {
  return genesisOf('drawbridge privacy log 1', brokerName);
}

/** What the hash of an entry covers beside its place in the log: everything. The order is part of the format. */
export function privacyContent(entry: PrivacyEntryContent): readonly ChainValue[] {
  const { atMs, apiKeyId, principal, justification, personId, resource, operation, fields, requestId } = entry;
  return [atMs, apiKeyId, principal, justification, personId, resource, operation, fields, requestId];
}

/** The entries that follow a head, in their order. */
export function linkEntries(head: ChainHead, contents: readonly PrivacyEntryContent[]): PrivacyEntry[] {
  return linkAll(head, contents, privacyContent);
}
