import { createRemoteJWKSet, customFetch, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { SimulatedBroker } from '../simulated-broker.ts';
import { brokersWithClient } from './current-visitor.ts';
import type { Oidc } from './oidc.ts';
import { LOGOUT_EVENT } from './protocol-names.ts';

/** What a genuine log-out token says. */
export interface VerifiedLogout {
  readonly broker: SimulatedBroker;
  readonly issuer: string;
  readonly jti: string;
  readonly sub: string | undefined;
  readonly sid: string | undefined;
}

/** The token is not genuine, or is none; what is wrong with it stands in the message. */
export class LogoutTokenError extends Error {}

const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];
const OLDEST_SECONDS = 300;
const SKEW_SECONDS = 10;

/**
 * @throws LogoutTokenError
 * @throws Error when the provider's keys cannot be had.
 * @see OpenID Connect Back-Channel Logout 1.0, section 2.6
 */
export async function verifyLogoutToken(oidc: Oidc, token: string): Promise<VerifiedLogout> {
  const broker = brokerOfToken(oidc, token);
  const provider = await oidc.providers.discover(broker);
  const { issuer, jwks_uri = issuer } = provider.serverMetadata();
  const keys = createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: oidc.providers.fetchFor(broker) });
  const claims = await jwtVerify(token, keys, {
    issuer,
    audience: provider.clientMetadata().client_id,
    algorithms: ALGORITHMS,
    typ: 'logout+jwt',
    maxTokenAge: OLDEST_SECONDS,
    clockTolerance: SKEW_SECONDS,
    requiredClaims: ['iat', 'exp', 'jti', 'events'],
  }).then(({ payload }) => payload, refuse);
  return { broker, issuer, ...checkClaims(claims) };
}

/** Whose it says that it is; nothing of it is believed yet. */
function brokerOfToken({ app, providers }: Oidc, token: string): SimulatedBroker {
  const issuer = issuerIn(token);
  const broker = brokersWithClient(app).find((known) => providers.issuerOf(known) === issuer);
  if (!broker) throw new LogoutTokenError('It is of no provider that we know');
  return broker;
}

function issuerIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    throw new LogoutTokenError('It is no token');
  }
}

/** Where only the keys could not be had, the token may be good. */
function refuse(error: unknown): never {
  const isOfToken = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
  if (!isOfToken || error.code === 'ERR_JOSE_GENERIC') throw error;
  throw new LogoutTokenError(error.message);
}

function checkClaims({ jti, sub, sid, nonce, events }: JWTPayload): Pick<VerifiedLogout, 'jti' | 'sub' | 'sid'> {
  if (typeof jti !== 'string') throw new LogoutTokenError('It has no id');
  if (nonce !== undefined) throw new LogoutTokenError('It has a nonce, as only an ID token may');
  const event =
    typeof events === 'object' && events !== null ? (events as Record<string, unknown>)[LOGOUT_EVENT] : null;
  if (typeof event !== 'object' || event === null) throw new LogoutTokenError('It tells of no log-out');
  const session = typeof sid === 'string' ? sid : undefined;
  if (sub === undefined && session === undefined) throw new LogoutTokenError('It says neither who nor which session');
  return { jti, sub, sid: session };
}
