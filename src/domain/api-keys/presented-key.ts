import type { ApiKey } from './api-key.ts';

/** What a request shows to be let in. */
export interface PresentedKey {
  readonly credentials:
    | { readonly kind: 'bearer'; readonly key: string }
    | { readonly kind: 'basic'; readonly key: string; readonly secret: string };
  /** The caller's; proxies that are trusted are already taken into account. */
  readonly address: string;
  /** `null` where the request has no part of one. */
  readonly signature: PresentedSignature | null;
  readonly request: {
    readonly method: string;
    /** As it was sent, with its query. */
    readonly path: string;
    /** The bytes as they were sent. */
    readonly body: Buffer;
  };
}

export interface PresentedSignature {
  /** Seconds since 1970; as the header says it. */
  readonly timestamp: string;
  /** In hexadecimal. */
  readonly signature: string;
}

export interface VerifiedKey {
  readonly key: ApiKey;
  /** When what was presented stops working, from 14 days before that; otherwise `null`. */
  readonly expiresSoonAtMs: number | null;
}
