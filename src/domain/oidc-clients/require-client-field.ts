import { BridgeError } from '../../errors/bridge-error.ts';

/**
 * @param reason - What is wrong with it, in words of ours alone: it is shown.
 * @param detail - The same with what was given, for the log; never a secret.
 * @throws `client_invalid`, naming the field.
 */
export function requireClientField(holds: boolean, field: string, reason?: string, detail = reason): asserts holds {
  if (holds) return;
  const told = { ...(reason === undefined ? {} : { reason }), ...(detail === undefined ? {} : { detail }) };
  throw new BridgeError('client_invalid', { field, ...told });
}
