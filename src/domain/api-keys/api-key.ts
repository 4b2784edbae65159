import type { ApiKeyScope } from '../../lib/api-key-scopes.ts';

/** What lets a system of the broker's speak to the bridge. */
export interface ApiKey {
  readonly id: string;
  readonly home: ApiKeyHome;
  /** `publishable`: only says who calls; its text is public, it has no secret and signs nothing. */
  readonly kind: ApiKeyKind;
  readonly environment: ApiKeyEnvironment;
  /** For whoever looks after the keys. */
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  /** Addresses and networks from which it may be used; empty: any. */
  readonly ipList: readonly string[];
  /** Whether every request has to be signed. */
  readonly requiresSignature: boolean;
  /** The newest first; with it, until its end, the one before a rotation. */
  readonly pairs: readonly ApiKeyPair[];
  /** `null` is without end, in the sandbox only. */
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
  /** To within a minute. */
  readonly lastUsedAtMs: number | null;
  /** When it was told that it ends soon. */
  readonly expiryAnnouncedAtMs: number | null;
  readonly createdAtMs: number;
}

/** What a key is of: one white label, or all brokers of a CRM. */
export type ApiKeyHome =
  | { readonly kind: 'broker'; readonly brokerName: string }
  | { readonly kind: 'crm'; readonly brokerCrmName: string };

export type ApiKeyKind = 'secret' | 'publishable';

/** `test` for bridges in sandbox mode, `live` for those in production mode. */
export type ApiKeyEnvironment = 'test' | 'live';

/** The text of a key and the secret that belongs to it; a rotation makes both anew. */
export interface ApiKeyPair {
  readonly id: string;
  /** SHA-256; the text is never kept. */
  readonly textHash: string;
  /** Sealed by the key ring, for signatures are checked with it; `null` of a publishable key. */
  readonly sealedSecret: string | null;
  readonly createdAtMs: number;
  /** When it stops working though the key does not; `null` for the current one. */
  readonly endsAtMs: number | null;
}
