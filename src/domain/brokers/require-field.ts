import { BridgeError } from '../../errors/bridge-error.ts';

/** @throws `broker_invalid`, naming the field. */
export function requireField(holds: boolean, field: string): asserts holds {
  if (!holds) throw new BridgeError('broker_invalid', { field });
}

export function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
