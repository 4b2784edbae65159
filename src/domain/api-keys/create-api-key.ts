import { BridgeError } from '../../errors/bridge-error.ts';
import { deriveRecordId, newRecordId } from '../../lib/ids.ts';
import type { ApiKey } from './api-key.ts';
import type { IssuedApiKey, NewApiKey } from './api-key-registration.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { checkApiKey } from './check-api-key.ts';
import { loggedHome } from './key-home.ts';
import { DEFAULT_LIFETIME_DAYS, endAfter } from './key-lifetime.ts';
import { keepPair, newPairSecret, type OpenPair } from './key-pairs.ts';
import { newKeyText, parseKeyText } from './key-text.ts';
import { requireApiKeyField } from './require-api-key-field.ts';

/** Characters that a `Basic` header carries. */
const GOOD_SECRET = /^[\x21-\x7e]{16,200}$/;

/** @throws `api_key_invalid_settings`, `api_key_exists`, `broker_unknown` */
export async function createApiKey(dependencies: ApiKeysDependencies, given: NewApiKey): Promise<IssuedApiKey> {
  const { store, keyRing, environment, clock, log } = dependencies;
  const nowMs = clock.nowMs();
  const { home, name, scopes, kind = 'secret', ipList = [], requiresSignature = false } = given;
  const expiresAtMs = endAfter(
    given.expiresInDays === undefined ? DEFAULT_LIFETIME_DAYS : given.expiresInDays,
    environment,
    nowMs,
  );
  const key: ApiKey = {
    id: given.text === undefined ? newRecordId(nowMs) : idOfGivenText(given.text),
    ...{ home, kind, environment, name, scopes, ipList, requiresSignature, expiresAtMs },
    ...{ pairs: [], revokedAtMs: null, lastUsedAtMs: null, expiryAnnouncedAtMs: null, createdAtMs: nowMs },
  };
  checkApiKey(key);
  const pair = choosePair(key, given);
  const kept = { ...key, pairs: [keepPair(keyRing, home, pair, nowMs)] };
  if (!(await store.add(kept))) throw new BridgeError('api_key_exists', { detail: key.id });
  log.info({ ...loggedHome(home), apiKey: key.id }, 'an API key was made');
  return { key: kept, ...pair };
}

/** The same whenever it is given, so that a file which is brought in twice finds its key, even after a rotation. */
export function idOfGivenText(text: string): string {
  return deriveRecordId(`api-key/${text}`);
}

/** @throws `api_key_invalid_settings` */
function choosePair({ kind, environment }: ApiKey, { text, secret }: NewApiKey): OpenPair {
  const parsed = text === undefined ? { kind, environment } : parseKeyText(text);
  requireApiKeyField(parsed !== undefined, 'text', 'it is not written as a key is');
  requireApiKeyField(parsed.kind === kind, 'text', 'it begins as a key of the other kind does');
  requireApiKeyField(parsed.environment === environment, 'text', 'it begins as a key of the other environment does');
  const chosen = text ?? newKeyText(kind, environment);
  if (kind === 'publishable') {
    requireApiKeyField(secret === undefined, 'secret', 'a publishable key has none');
    return { text: chosen, secret: null };
  }
  const isGood = secret === undefined || (typeof secret === 'string' && GOOD_SECRET.test(secret));
  requireApiKeyField(isGood, 'secret', 'it has fewer than 16 characters, or one that cannot be sent');
  return { text: chosen, secret: secret ?? newPairSecret() };
}
