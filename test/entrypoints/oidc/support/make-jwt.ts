import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import type { AppKeys } from '../clients/app-keys.ts';

/** What is changed of a good token; `undefined` leaves a member out. */
export interface JwtChanges {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs in place of the key that goes with the header. */
  readonly key?: CryptoKey | Uint8Array;
}

/** How an app proves itself by a signature (RFC 7523). */
export async function makeAssertion(
  { privateKey, keyId }: Pick<AppKeys, 'privateKey' | 'keyId'>,
  { clientId, audience, nowMs = Date.now() }: { clientId: string; audience: string; nowMs?: number },
  { header = {}, claims = {}, key = privateKey }: JwtChanges = {},
): Promise<string> {
  const now = Math.floor(nowMs / 1000);
  const good = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: now, exp: now + 60 };
  const alg = privateKey.algorithm.name === 'ECDSA' ? 'ES256' : 'RS256';
  return signJwt(clean({ alg, kid: keyId, ...header }), clean({ ...good, ...claims }), key);
}

/** The parameters that go with it. */
export function assertionFields(assertion: string): Readonly<Record<string, string>> {
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  return { client_assertion_type: type, client_assertion: assertion };
}

/** A proof that an app has a key (RFC 9449). */
export async function makeDpopProof(
  { privateKey, publicKey }: { privateKey: CryptoKey; publicKey: CryptoKey },
  { method, url, accessToken }: { method: string; url: string; accessToken?: string },
  { header = {}, claims = {}, key = privateKey }: JwtChanges = {},
): Promise<string> {
  const ath = accessToken && createHash('sha256').update(accessToken).digest('base64url');
  const good = { jti: randomUUID(), htm: method, htu: url, iat: Math.floor(Date.now() / 1000), ath };
  const jwk = await exportJWK(publicKey);
  return signJwt(clean({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header }), clean({ ...good, ...claims }), key);
}

/** Signs whatever it is given; with `alg` `none` it does not. */
export async function signJwt(
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  key: CryptoKey | Uint8Array,
): Promise<string> {
  if (header.alg === 'none') return `${encode(header)}.${encode(claims)}.`;
  return new SignJWT(claims as JWTPayload).setProtectedHeader(header as JWTHeaderParameters).sign(key);
}

export function decodeJwt(token: string): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const [header = '', claims = ''] = token.split('.');
  return { header: decode(header), claims: decode(claims) };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(text: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(text, 'base64url').toString());
}

function clean(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
