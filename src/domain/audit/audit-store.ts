import type { ChainHead } from '../../lib/hash-chain.ts';
import type { ChainEnd, ChainSpan } from '../../lib/stored-chain.ts';
import type { AuditEntry, AuditFilter } from './audit-entry.ts';

/** Where change logs are kept; nothing is ever changed or removed. `null` as the white label is the bridge's own chain. */
export interface AuditStore {
  /**
   * Adds entries at the end, all of them or none. Of several that append at once, in whatever process, one comes after
   * the other.
   *
   * @param genesis - The head of a chain that has no entry yet.
   * @param link - Given the head, makes the entries that follow it, in their order.
   * @throws `broker_unknown`
   */
  append(
    brokerName: string | null,
    genesis: ChainHead,
    link: (head: ChainHead) => readonly AuditEntry[],
  ): Promise<void>;
  /** @returns The newest first. */
  list(brokerName: string | null, filter: AuditFilter, page: AuditPage): Promise<AuditEntry[]>;
  /** @returns The oldest first. */
  read(brokerName: string | null, filter: AuditFilter, span: ChainSpan): Promise<AuditEntry[]>;
  /** Both as they stand at one moment. */
  findEnd(brokerName: string | null): Promise<ChainEnd>;
}

export interface AuditPage {
  /** A sequence; only entries before it. */
  readonly before?: number | undefined;
  readonly limit: number;
}
