import { BridgeError } from '../../errors/bridge-error.ts';
import type { ApiKey, ApiKeyHome } from './api-key.ts';
import type { ApiKeyChange } from './api-key-registration.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { changeApiKey, requireUnrevoked } from './change-api-key.ts';
import { checkApiKey } from './check-api-key.ts';
import { endAfter } from './key-lifetime.ts';
import { revisionOfApiKey } from './revision-of-api-key.ts';

interface ExpectedChange {
  readonly change: ApiKeyChange;
  /** `null` where any revision will do. */
  readonly expectedRevision: number | null;
}

/** @throws `api_key_unknown`, `api_key_revoked`, `api_key_invalid_settings`, `precondition_failed` */
export function updateApiKey(
  dependencies: ApiKeysDependencies,
  home: ApiKeyHome,
  keyId: string,
  { change, expectedRevision }: ExpectedChange,
): Promise<ApiKey> {
  const nowMs = dependencies.clock.nowMs();
  const work = (key: ApiKey) => {
    requireUnrevoked(key);
    const isExpected = expectedRevision === null || expectedRevision === revisionOfApiKey(key);
    if (!isExpected) throw new BridgeError('precondition_failed');
    const changed = overlay(key, change);
    checkApiKey(changed);
    if (change.expiresInDays === undefined) return changed;
    const expiresAtMs = endAfter(change.expiresInDays, key.environment, nowMs);
    return { ...changed, expiresAtMs, expiryAnnouncedAtMs: null };
  };
  return changeApiKey(dependencies, home, keyId, work, 'an API key was changed');
}

function overlay(key: ApiKey, change: ApiKeyChange): ApiKey {
  const { name = key.name, scopes = key.scopes, ipList = key.ipList } = change;
  const { requiresSignature = key.requiresSignature } = change;
  return { ...key, name, scopes, ipList, requiresSignature };
}
