import { BridgeError } from '../../errors/bridge-error.ts';

/**
 * @param detail - What is wrong with it; never a secret.
 * @throws `client_invalid`, naming the field.
 */
export function requireClientField(holds: boolean, field: string, detail?: string): asserts holds {
  if (!holds) throw new BridgeError('client_invalid', { field, ...(detail === undefined ? {} : { detail }) });
}
