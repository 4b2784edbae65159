import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint } from 'jose';
import { signingKeyContext } from '../../lib/seal-contexts.ts';
import type { SigningKey } from './signing-key.ts';
import type { SigningKeysDependencies } from './signing-keys-dependencies.ts';

const RSA_BITS = 2048;
/** On a thread of its own: an RSA key takes a tenth of a second and more. */
const generate = promisify(generateKeyPair);

/** Makes a key, and stores nothing. @see RFC 7517, RFC 7638 */
export async function makeSigningKey(
  { keyRing }: Pick<SigningKeysDependencies, 'keyRing'>,
  key: Pick<SigningKey, 'brokerName' | 'algorithm' | 'createdAtMs' | 'signsFromMs'>,
): Promise<SigningKey> {
  const { publicKey, privateKey } = await generatePair(key.algorithm);
  const published = publicKey.export({ format: 'jwk' });
  const id = await calculateJwkThumbprint(published);
  const use = { kid: id, alg: key.algorithm, use: 'sig' };
  const privateJwk = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...use });
  return {
    ...key,
    id,
    publicJwk: { ...published, ...use },
    sealedPrivateJwk: keyRing.seal(privateJwk, signingKeyContext(key.brokerName, id)),
    retiresAtMs: null,
  };
}

function generatePair(algorithm: SigningKey['algorithm']): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  return algorithm === 'RS256' ? generate('rsa', { modulusLength: RSA_BITS }) : generate('ec', { namedCurve: 'P-256' });
}
