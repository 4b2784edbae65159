/** A call of the platform's backend to the bridge. */
export interface BridgeCall {
  /** The number in the vendor's document. */
  readonly name: '4.1' | '4.2' | '4.3' | '4.4' | '4.5';
  /** Below the broker's base URL. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent for none. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** Call 4.1: buys a `crmApiToken`. */
export function buyCrmApiToken(password: string): BridgeCall {
  return { name: '4.1', path: '/oauth2/crmApiToken', body: { password } };
}

/** Call 4.2: who holds this one-time token. */
export function redeemOneTimeToken(code: string): BridgeCall {
  return { name: '4.2', path: '/oauth2/onetime/authorize', body: { code } };
}

/** Call 4.3: who holds this long-term token. */
export function verifyAccessToken(accessToken: string): BridgeCall {
  return { name: '4.3', path: '/oauth2/authorize', body: { accessToken } };
}

/** Call 4.4: a one-time token for an in-app screen. */
export function generateOneTimeToken(userId: number, inappToken: string | null): BridgeCall {
  const query = inappToken === null ? {} : { inappToken };
  return { name: '4.4', path: '/oauth2/onetime/generate', query, body: { userId } };
}

/** Call 4.5: the trader left the app. */
export function logOut(userId: number, accessToken: string | null): BridgeCall {
  const query = { userId: String(userId), ...(accessToken === null ? {} : { accessToken }) };
  return { name: '4.5', path: '/oauth2/logout', query };
}
