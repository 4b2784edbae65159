/** An account at another OpenID provider, and the member who signs in with it. */
export interface UpstreamAccount {
  readonly issuer: string;
  readonly subject: string;
  readonly memberId: string;
  readonly createdAtMs: number;
}

/** Where it is kept which account is whose. */
export interface UpstreamAccountStore {
  find(issuer: string, subject: string): Promise<UpstreamAccount | undefined>;
  /** @returns Whether it was added; `false` when the account is bound, or its member has another one at this issuer. */
  add(account: UpstreamAccount): Promise<boolean>;
  /** @returns How many there were. */
  removeAll(memberId: string): Promise<number>;
}
