import type { ListedOf } from '../../lib/listed-of.ts';
import type { BridgeEvent } from '../events/bridge-event.ts';
import type { ApiKey, ApiKeyHome } from './api-key.ts';

/** Where API keys are kept. */
export interface ApiKeyStore {
  /** The oldest first. */
  list(home: ApiKeyHome): Promise<ApiKey[]>;
  /** @returns Those of several homes; a search looks at ids and names of keys, and names of homes. */
  listOf(query: ApiKeyListQuery): Promise<ApiKey[]>;
  find(home: ApiKeyHome, keyId: string): Promise<ApiKey | undefined>;
  /** By the hash of one of its texts, whatever its home is, for a request names none. */
  findByTextHash(textHash: string): Promise<ApiKey | undefined>;
  /** @returns Whether it was added; `false` when its id is taken. @throws `broker_unknown` */
  add(key: ApiKey): Promise<boolean>;
  /**
   * Changes a key that nobody else changes in between, so that neither of two changes is lost.
   *
   * @param work - Makes the key that is kept from the one that is; what it throws changes nothing.
   * @returns The key that is kept; `undefined` when there is none of this id.
   */
  change(home: ApiKeyHome, keyId: string, work: (key: ApiKey) => ApiKey): Promise<ApiKey | undefined>;
  /** Records that a key was used, unless a use at or after `unlessSinceMs` is recorded. */
  recordUse(home: ApiKeyHome, keyId: string, usedAtMs: number, unlessSinceMs: number): Promise<void>;
  /** Neither revoked nor announced, of every home; the one that ends first comes first. */
  listEnding(times: EndingBetween): Promise<ApiKey[]>;
  /**
   * Marks a key as announced, and writes the events that say so, both or neither.
   *
   * @returns Whether it was; `false` when it ends at another time by now, was revoked, or was announced.
   */
  markAnnounced(key: ApiKey, announcedAtMs: number, events: readonly BridgeEvent[]): Promise<boolean>;
}

export interface ApiKeyListQuery extends ListedOf {
  /** CRMs whose own keys are asked for too. */
  readonly crmNames: readonly string[];
  /** Only those that end in this time, and were not revoked; the first moment is left out. */
  readonly endsWithin?: { readonly afterMs: number; readonly untilMs: number } | undefined;
}

export interface EndingBetween {
  /** Exclusive. */
  readonly afterMs: number;
  /** Inclusive. */
  readonly untilMs: number;
  readonly limit: number;
}
