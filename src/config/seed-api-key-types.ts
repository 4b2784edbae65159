import type { ApiKeyScope } from '../lib/api-key-scopes.ts';

/** An API key of a broker as a file names it; whatever is left out has a default. */
export interface SeedApiKey {
  /** Its text; the beginning says whether it is secret or publishable. */
  readonly key: string;
  /** Made when left out, and then never shown. */
  readonly secret?: string;
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly ipList?: readonly string[];
  readonly requiresSignature?: boolean;
  /** From when it is brought in; 90 when left out, `null` is without end. */
  readonly expiresInDays?: number | null;
}
