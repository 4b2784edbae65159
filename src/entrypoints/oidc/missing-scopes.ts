/** What the engine notes of scopes that were asked for and have not been consented to. */
export interface MissingScopes {
  readonly missingOIDCScope?: readonly string[];
  /** By resource server. */
  readonly missingResourceScopes?: Readonly<Record<string, readonly string[]>>;
}
