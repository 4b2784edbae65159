import type { ChainLink } from '../../lib/hash-chain.ts';

/** Who looks at personal data, and why. @see `AccessPurpose` in `docs/privacy-log.md` */
export interface AccessPurpose {
  /** `{service_name}-{username}` */
  readonly principal: string;
  /** `{context}-{reference}` */
  readonly justification: string;
}

/** One call that read or wrote data of persons. */
export interface PrivacyAccess extends AccessPurpose {
  readonly apiKeyId: string;
  /** Each gets an entry; one that stands there twice gets one. */
  readonly personIds: readonly string[];
  /** What kind of thing it was, such as `users`. */
  readonly resource: string;
  /** The `operationId` of the call. */
  readonly operation: string;
  /** Names of the fields that were read or written; never what they hold. */
  readonly fields: readonly string[];
  readonly requestId: string;
}

/** What is written of one person in one call. */
export interface PrivacyEntryContent extends AccessPurpose {
  readonly atMs: number;
  readonly apiKeyId: string;
  readonly personId: string;
  readonly resource: string;
  readonly operation: string;
  readonly fields: readonly string[];
  readonly requestId: string;
}

/** An entry as it stands in the log of its white label. */
export interface PrivacyEntry extends PrivacyEntryContent, ChainLink {}
