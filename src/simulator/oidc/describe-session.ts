import { shortenSecret } from '../control/shorten-secrets.ts';
import type { Oidc } from './oidc.ts';
import type { OidcSession } from './visitors.ts';

/** A signed-in trader as the page shows it. */
export interface OidcSessionView {
  readonly brokerDisplayName: string;
  readonly name: string;
  readonly initials: string;
  readonly email: string;
  readonly sub: string;
  readonly header: string;
  readonly claims: string;
  readonly userinfo: string;
  /** Shortened; so is the other. */
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly scope: string;
  /** `14:03:22`, or empty when the provider did not say. */
  readonly expiresAt: string;
}

export function describeSession({ app }: Oidc, session: OidcSession): OidcSessionView {
  const { brokerName, header, claims, userinfo, accessToken, refreshToken, scope, expiresAtMs } = session;
  const broker = app.platform.brokers.find((known) => known.brokerName === brokerName);
  const told = { ...claims, ...userinfo };
  const email = textOf(told.email);
  const name = textOf(told.name) || textOf(told.given_name) || email.split('@')[0] || claims.sub;
  return {
    brokerDisplayName: broker?.displayName ?? brokerName,
    ...{ name, email, initials: name.slice(0, 1).toUpperCase(), sub: claims.sub },
    header: JSON.stringify(header, null, 2),
    claims: JSON.stringify(claims, null, 2),
    userinfo: JSON.stringify(userinfo, null, 2),
    accessToken: shortenSecret(accessToken),
    refreshToken: refreshToken === null ? null : shortenSecret(refreshToken),
    scope,
    expiresAt: expiresAtMs === null ? '' : new Date(expiresAtMs).toISOString().slice(11, 19),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
