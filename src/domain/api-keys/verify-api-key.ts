import { BridgeError } from '../../errors/bridge-error.ts';
import { isOnIpList } from '../../lib/ip-list.ts';
import { equalInConstantTime, hashToken } from '../../lib/secrets.ts';
import type { ApiKey, ApiKeyPair } from './api-key.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { checkSignature } from './check-signature.ts';
import { EXPIRY_WARNING_MS } from './key-lifetime.ts';
import { endOf, openSecret } from './key-pairs.ts';
import { parseKeyText } from './key-text.ts';
import type { PresentedKey, VerifiedKey } from './presented-key.ts';

export interface Verifying extends ApiKeysDependencies {
  /** Compared with where there is no key, so that a wrong secret takes no longer. */
  readonly decoy: { readonly key: Pick<ApiKey, 'home'>; readonly pair: ApiKeyPair };
}

interface KnownKey {
  readonly key: ApiKey;
  /** Whose text was presented. */
  readonly pair: ApiKeyPair;
}

/**
 * Cheap checks first, and nothing is consumed before all of them hold.
 *
 * @throws `invalid_api_key`, `wrong_environment`, `expired_api_key`, `ip_not_whitelisted`, `invalid_signature`,
 *   `api_key_unreadable`
 */
export async function verifyApiKey(verifying: Verifying, presented: PresentedKey): Promise<VerifiedKey> {
  const { environment, keyRing, clock } = verifying;
  const { credentials, address } = presented;
  const parsed = parseKeyText(credentials.key);
  if (!parsed) throw invalid('it is no text of a key');
  if (parsed.environment !== environment) throw new BridgeError('wrong_environment');

  const known = await findKey(verifying, credentials.key);
  if (!known) {
    isSecretOf(verifying.decoy.key, verifying.decoy.pair, verifying, credentials);
    throw invalid('it is unknown or revoked');
  }
  const { key, pair } = known;
  const nowMs = clock.nowMs();
  const endsAtMs = endOf(key, pair);
  if (endsAtMs !== null && nowMs >= endsAtMs) throw new BridgeError('expired_api_key', { detail: key.id });
  if (key.ipList.length > 0 && !isOnIpList(key.ipList, address)) {
    throw new BridgeError('ip_not_whitelisted', { detail: `${key.id} from ${address}` });
  }
  if (!isSecretOf(key, pair, verifying, credentials)) throw invalid(`${key.id}: the secret is wrong`);
  if (key.requiresSignature || presented.signature !== null) {
    await checkSignature(verifying, key.home, openSecret(keyRing, key.home, pair), presented);
  }
  return { key, expiresSoonAtMs: endsAtMs !== null && endsAtMs - nowMs <= EXPIRY_WARNING_MS ? endsAtMs : null };
}

async function findKey({ store }: Verifying, text: string): Promise<KnownKey | undefined> {
  const textHash = hashToken(text);
  const key = await store.findByTextHash(textHash);
  const pair = key?.pairs.find((one) => one.textHash === textHash);
  return key && pair && key.revokedAtMs === null ? { key, pair } : undefined;
}

/** Whether the secret that came with the key is right; a bearer brings none. */
function isSecretOf(
  { home }: Pick<ApiKey, 'home'>,
  pair: ApiKeyPair,
  { keyRing }: Verifying,
  credentials: PresentedKey['credentials'],
): boolean {
  if (credentials.kind === 'bearer') return true;
  const secret = openSecret(keyRing, home, pair);
  return secret !== null && equalInConstantTime(secret, credentials.secret);
}

/** Why is for the log alone. */
function invalid(detail: string): BridgeError {
  return new BridgeError('invalid_api_key', { detail });
}
