import { BridgeError } from '../../errors/bridge-error.ts';

/**
 * @param detail - What is wrong with it; never a secret.
 * @throws `api_key_invalid_settings`, naming the field.
 */
export function requireApiKeyField(holds: boolean, field: string, detail?: string): asserts holds {
  if (!holds) throw new BridgeError('api_key_invalid_settings', { field, ...(detail === undefined ? {} : { detail }) });
}
