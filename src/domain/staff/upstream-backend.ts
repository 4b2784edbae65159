/** Another OpenID provider, at which members of staff sign in instead. */
export interface UpstreamBackend {
  /** @returns Where the browser goes, and what its return is checked by. @throws `staff_upstream_unavailable` */
  begin(): Promise<UpstreamBeginning>;
  /**
   * Redeems what the browser brought back.
   *
   * @param callbackUrl - Where it was sent to; only the query counts.
   * @throws `staff_upstream_refused`, `staff_upstream_unavailable`
   */
  finish(callbackUrl: string, checks: UpstreamChecks): Promise<UpstreamIdentity>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export interface UpstreamBeginning {
  readonly redirectUrl: string;
  readonly checks: UpstreamChecks;
}

/** Known to nobody but the bridge until the browser is back. */
export interface UpstreamChecks {
  readonly state: string;
  readonly nonce: string;
  /** RFC 7636. */
  readonly codeVerifier: string;
}

/** Who it is, as the provider says. Only issuer and subject never change. */
export interface UpstreamIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** `null` unless the provider says that it verified it. */
  readonly verifiedEmail: string | null;
}
