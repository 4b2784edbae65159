import type { ApiKey } from './api-key.ts';

/** What an operator says of a key. */
export type ApiKeySettings = Pick<ApiKey, 'name' | 'scopes' | 'ipList' | 'requiresSignature' | 'expiresAtMs'>;

/** A key as a seed file or a command names it; whatever is left out has a default. */
export interface NewApiKey extends Pick<ApiKey, 'home' | 'name' | 'scopes'> {
  /** `secret` when left out. */
  readonly kind?: ApiKey['kind'];
  /** Any address when left out. */
  readonly ipList?: readonly string[];
  readonly requiresSignature?: boolean;
  /** 90 days from now when left out; `null` in the sandbox only. */
  readonly expiresAtMs?: number | null;
  /** Made when left out; it begins as keys of this kind and environment do. */
  readonly text?: string;
  /** Made when left out. At least 16 characters; not for a publishable key. */
  readonly secret?: string;
}

export type ApiKeyChange = Partial<ApiKeySettings>;

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
  /** 90 days from now when left out; a key without end stays without. */
  readonly expiresAtMs?: number;
}
