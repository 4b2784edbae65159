import { createPublicKey, type KeyObject } from 'node:crypto';
import type { PublicKeySet } from './oidc-client.ts';
import type { OidcClientSettings } from './oidc-client-registration.ts';
import { requireClientField } from './require-client-field.ts';

const MAX_KEYS = 10;
const MAX_MEMBER_LENGTH = 10_000;
const LEAST_RSA_BITS = 2048;
const MOST_RSA_BITS = 8192;

/** Apart from these, a key holds private parts, or leads to another one elsewhere. */
const TEXT_MEMBERS = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'use', 'alg', 'x5t', 'x5t#S256'];
const LIST_MEMBERS = ['key_ops', 'x5c'];

/** With which signature algorithms a client may prove itself. */
const ALGORITHMS = { ec: ['ES256'], rsa: ['PS256', 'RS256'] } as const;

/** Keys are there when, and only when, the client proves itself with them. @throws `client_invalid`, naming the field. */
export function checkClientKeys({ authMethod, profile, jwks, jwksUri }: OidcClientSettings): void {
  if (authMethod !== 'private_key_jwt') {
    requireClientField(jwks === null, 'jwks', 'it is for private_key_jwt only');
    requireClientField(jwksUri === null, 'jwksUri', 'it is for private_key_jwt only');
    return;
  }
  requireClientField(jwks !== null || jwksUri !== null, 'jwks', 'private_key_jwt needs jwks or jwksUri');
  if (jwks === null) return;
  requireClientField(jwksUri === null, 'jwksUri', 'it cannot stand beside jwks');
  requireClientField(jwks.keys.length <= MAX_KEYS, 'jwks', `it holds more than ${MAX_KEYS} keys`);
  const isFapi = profile === 'fapi2';
  const usable = jwks.keys.filter((jwk) => signsAssertions(jwk, readKey(jwk), isFapi));
  requireClientField(usable.length > 0, 'jwks', 'it holds no key for ES256, or of 2048 bits for PS256');
}

type Jwk = PublicKeySet['keys'][number];

/** @throws `client_invalid` */
function readKey(jwk: Jwk): KeyObject {
  for (const [member, value] of Object.entries(jwk)) {
    const isGood = TEXT_MEMBERS.includes(member)
      ? isText(value)
      : LIST_MEMBERS.includes(member) && Array.isArray(value) && value.every(isText);
    requireClientField(isGood, 'jwks', 'a key holds what a public key does not hold');
  }
  const key = importKey(jwk);
  requireClientField(key !== undefined, 'jwks', 'a key cannot be read');
  const { modulusLength = LEAST_RSA_BITS, publicExponent = 3n } = key.asymmetricKeyDetails ?? {};
  const isStrong = modulusLength >= LEAST_RSA_BITS && modulusLength <= MOST_RSA_BITS && publicExponent > 1n;
  requireClientField(isStrong, 'jwks', `an RSA key has fewer than ${LEAST_RSA_BITS} bits, or is not good`);
  return key;
}

function importKey(jwk: Jwk): KeyObject | undefined {
  // One without `kty` would not be read as a JWK.
  if (jwk.kty !== 'EC' && jwk.kty !== 'RSA' && jwk.kty !== 'OKP') return undefined;
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function signsAssertions({ use, alg, key_ops }: Jwk, key: KeyObject, isFapi: boolean): boolean {
  const type = key.asymmetricKeyType;
  if (type !== 'ec' && type !== 'rsa') return false;
  if (type === 'ec' && key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
  if (use !== undefined && use !== 'sig') return false;
  if (Array.isArray(key_ops) && !key_ops.includes('verify')) return false;
  const algorithms: readonly string[] = ALGORITHMS[type].filter((name) => !isFapi || name !== 'RS256');
  return alg === undefined || (typeof alg === 'string' && algorithms.includes(alg));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_MEMBER_LENGTH;
}
