import type { ApiKey } from './api-key.ts';

/** A key as a seed file or a command names it; whatever is left out has a default. */
export interface NewApiKey extends Pick<ApiKey, 'home' | 'name' | 'scopes'> {
  /** `secret` when left out. */
  readonly kind?: ApiKey['kind'];
  /** Any address when left out. */
  readonly ipList?: readonly string[];
  readonly requiresSignature?: boolean;
  /** 1 to 366; 90 when left out; `null` is without end, in the sandbox only. */
  readonly expiresInDays?: number | null;
  /** Made when left out; it begins as keys of this kind and environment do. */
  readonly text?: string;
  /** Made when left out. At least 16 characters; not for a publishable key. */
  readonly secret?: string;
}

/** What changes of a key. */
export interface ApiKeyChange extends Partial<Pick<ApiKey, 'name' | 'scopes' | 'ipList' | 'requiresSignature'>> {
  /** From now; as it was when left out. */
  readonly expiresInDays?: number | null;
}

/** What works from now on; neither the text nor the secret is shown again. */
export interface IssuedApiKey {
  readonly key: ApiKey;
  readonly text: string;
  /** `null` of a publishable key. */
  readonly secret: string | null;
}

export interface RotateApiKeyOptions {
  /** How long the pair of now goes on working; 0 ends it now. */
  readonly overlapSeconds: number;
  /** Until when the pair before that of now works, as it was shown: with another one nothing is rotated. Any when left out. */
  readonly previousEndsAtMs?: number | null | undefined;
  /** 90 when left out; a key without end then stays without. */
  readonly expiresInDays?: number;
}
