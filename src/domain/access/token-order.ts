/** A one-time token that a system of the broker's asked for. */
export interface OrderedToken {
  readonly token: string;
  readonly expiresAtMs: number;
}

/** What it is to be good for. `ttlSeconds`: 10 to 900; the white label's own when left out. */
export type TokenOrder = { readonly platformUserId: number; readonly ttlSeconds?: number | undefined } & (
  | { readonly purpose: 'in-app' }
  | { readonly purpose: 'sign-in'; readonly keepMeLoggedIn: boolean }
);
