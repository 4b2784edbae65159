import type { KoaContextWithOIDC } from 'oidc-provider';

/** Runs around the engine. `oidc` is there once the engine has found an endpoint. */
export type Middleware = (context: KoaContextWithOIDC, next: () => Promise<unknown>) => Promise<void>;
