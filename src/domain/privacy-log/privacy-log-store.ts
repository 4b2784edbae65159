import type { ChainHead } from '../../lib/hash-chain.ts';
import type { ChainEnd, ChainSpan } from '../../lib/stored-chain.ts';
import type { PrivacyEntry } from './privacy-entry.ts';

/** Where privacy logs are kept; nothing is ever changed or removed. Every method is bound to one white label. */
export interface PrivacyLogStore {
  /**
   * Adds entries at the end, all of them or none. Of several that append at once, in whatever process, one comes after
   * the other.
   *
   * @param genesis - The head of a log that has no entry yet.
   * @param link - Given the head, makes the entries that follow it, in their order.
   * @throws `broker_unknown`
   */
  append(brokerName: string, genesis: ChainHead, link: (head: ChainHead) => readonly PrivacyEntry[]): Promise<void>;
  /** @returns The newest first. */
  list(brokerName: string, filter: PrivacyFilter): Promise<PrivacyEntry[]>;
  /** @returns The oldest first. */
  read(brokerName: string, span: PrivacySpan): Promise<PrivacyEntry[]>;
  /** Both as they stand at one moment. */
  findEnd(brokerName: string): Promise<ChainEnd>;
}

/** Which entries; all of them where nothing is said. */
export interface PrivacySelection {
  readonly personId?: string | undefined;
  /** Who asked, as the entry has it. */
  readonly principal?: string | undefined;
  readonly operation?: string | undefined;
  /** The first millisecond that counts. */
  readonly fromMs?: number | undefined;
  /** The first millisecond that does not count any more. */
  readonly toMs?: number | undefined;
}

export interface PrivacyFilter extends PrivacySelection {
  /** A sequence; only entries before it. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface PrivacySpan extends ChainSpan, PrivacySelection {}
