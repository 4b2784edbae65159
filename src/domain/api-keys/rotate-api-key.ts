import { BridgeError } from '../../errors/bridge-error.ts';
import { isSameOverlap } from '../../lib/is-same-overlap.ts';
import type { ApiKey, ApiKeyHome } from './api-key.ts';
import type { IssuedApiKey, RotateApiKeyOptions } from './api-key-registration.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { changeApiKey, requireUnrevoked } from './change-api-key.ts';
import { DEFAULT_LIFETIME_DAYS, endAfter } from './key-lifetime.ts';
import { followPair, keepPair, newPairSecret } from './key-pairs.ts';
import { newKeyText } from './key-text.ts';
import { requireApiKeyField } from './require-api-key-field.ts';

/** @throws `api_key_unknown`, `api_key_revoked`, `api_key_invalid_settings`, `precondition_failed` */
export async function rotateApiKey(
  dependencies: ApiKeysDependencies,
  home: ApiKeyHome,
  keyId: string,
  { overlapSeconds, expiresInDays, previousEndsAtMs }: RotateApiKeyOptions,
): Promise<IssuedApiKey> {
  requireApiKeyField(Number.isFinite(overlapSeconds) && overlapSeconds >= 0, 'overlapSeconds');
  const { keyRing, clock } = dependencies;
  const nowMs = clock.nowMs();
  const secret = newPairSecret();
  let text = '';
  const work = (key: ApiKey): ApiKey => {
    requireUnrevoked(key);
    const ends = key.pairs.map(({ endsAtMs }) => endsAtMs);
    if (!isSameOverlap(previousEndsAtMs, ends, nowMs)) throw new BridgeError('precondition_failed');
    text = newKeyText(key.kind, key.environment);
    const next = keepPair(keyRing, home, { text, secret: key.kind === 'secret' ? secret : null }, nowMs);
    return {
      ...key,
      pairs: followPair(key, next, overlapSeconds * 1000),
      expiresAtMs: endAfter(
        expiresInDays ?? (key.expiresAtMs === null ? null : DEFAULT_LIFETIME_DAYS),
        key.environment,
        nowMs,
      ),
      expiryAnnouncedAtMs: null,
    };
  };
  const key = await changeApiKey(dependencies, home, keyId, work, 'an API key was rotated');
  return { key, text, secret: key.kind === 'secret' ? secret : null };
}
