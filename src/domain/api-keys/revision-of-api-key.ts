import { fingerprintOf } from '../../lib/fingerprint.ts';
import type { ApiKey } from './api-key.ts';

/** Another number whenever what can be changed of the key is another. */
export function revisionOfApiKey({ name, scopes, ipList, requiresSignature }: ApiKey): number {
  return fingerprintOf([name, scopes, ipList, requiresSignature]);
}
