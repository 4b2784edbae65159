import { BridgeError } from '../../errors/bridge-error.ts';

/**
 * @param reason - What is wrong with it, in words of ours alone: it is shown.
 * @param detail - The same with what was given, for the log; never a secret.
 * @throws `api_key_invalid_settings`, naming the field.
 */
export function requireApiKeyField(holds: boolean, field: string, reason?: string, detail = reason): asserts holds {
  if (holds) return;
  const told = { ...(reason === undefined ? {} : { reason }), ...(detail === undefined ? {} : { detail }) };
  throw new BridgeError('api_key_invalid_settings', { field, ...told });
}
