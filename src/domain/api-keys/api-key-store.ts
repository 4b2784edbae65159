import type { ApiKey, ApiKeyHome } from './api-key.ts';

/** Where API keys are kept. */
export interface ApiKeyStore {
  /** The oldest first. */
  list(home: ApiKeyHome): Promise<ApiKey[]>;
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
}

export interface EndingBetween {
  /** Exclusive. */
  readonly afterMs: number;
  /** Inclusive. */
  readonly untilMs: number;
  readonly limit: number;
}
