import { generateKeyPairSync } from 'node:crypto';
import type { JWKS } from 'oidc-provider';

/** The one client of the loads, as the sandbox seeds it, and what it asks for. */
export const CLIENT_ID = 'sandbox-web';
const CLIENT_SECRET = 'sandbox-web-secret';
export const REDIRECT_URI = 'http://127.0.0.1:3100/oidc/callback';
export const USER_SCOPE = 'openid email offline_access';
/** RFC 7636, appendix B. */
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

export const CLIENT_HEADERS = {
  authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`,
};

/** As the engine wants to have it. */
export const CLIENT_METADATA = {
  client_id: CLIENT_ID,
  client_secret: CLIENT_SECRET,
  redirect_uris: [REDIRECT_URI],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  response_types: ['code' as const],
  scope: `${USER_SCOPE} crm_api`,
  id_token_signed_response_alg: 'ES256' as const,
};

/** A code that was just issued, as the engine keeps it. */
export const CODE_FIELDS = {
  redirectUri: REDIRECT_URI,
  scope: USER_SCOPE,
  codeChallenge: CHALLENGE,
  codeChallengeMethod: 'S256',
  gty: 'authorization_code',
  expiresWithSession: false,
};

/** A key of the kind with which our issuers sign. */
export function newSigningKeys(): JWKS {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' });
  return { keys: [{ ...jwk, alg: 'ES256', use: 'sig', kid: 'bench' } as JWKS['keys'][number]] };
}
