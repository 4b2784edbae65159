import { exportJWK, generateKeyPair } from 'jose';

/** A key pair of an app, and its public part as a client is registered with it. */
export interface AppKeys {
  readonly privateKey: CryptoKey;
  readonly keyId: string;
  readonly jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
}

export async function makeAppKeys(algorithm: 'ES256' | 'PS256' | 'RS256', keyId = 'app-key'): Promise<AppKeys> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: algorithm, use: 'sig' };
  return { privateKey, keyId, jwks: { keys: [jwk] } };
}
