import { BridgeError } from '../../errors/bridge-error.ts';
import type { ApiKey, ApiKeyHome } from './api-key.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { loggedHome } from './key-home.ts';

/**
 * @param what - For the log.
 * @throws `api_key_unknown`, and what `work` throws; nothing is changed then.
 */
export async function changeApiKey(
  { store, log }: ApiKeysDependencies,
  home: ApiKeyHome,
  keyId: string,
  work: (key: ApiKey) => ApiKey,
  what: string,
): Promise<ApiKey> {
  const key = await store.change(home, keyId, work);
  if (!key) throw new BridgeError('api_key_unknown', { field: keyId });
  log.info({ ...loggedHome(home), apiKey: keyId }, what);
  return key;
}

/** A key that was revoked stays as it is. @throws `api_key_revoked` */
export function requireUnrevoked({ id, revokedAtMs }: ApiKey): void {
  if (revokedAtMs !== null) throw new BridgeError('api_key_revoked', { field: id });
}
