import { BridgeError } from '../../errors/bridge-error.ts';
import type { Application } from './application.ts';

/** As JSON. */
export const MAX_DATA_BYTES = 8 * 1024;
const MAX_DEPTH = 8;

/** @throws `parameter_invalid` */
export function checkData(data: Application['data']): void {
  const isGood = depthOf(data, MAX_DEPTH + 1) <= MAX_DEPTH && Buffer.byteLength(JSON.stringify(data)) <= MAX_DATA_BYTES;
  if (!isGood) throw new BridgeError('parameter_invalid', { field: 'data' });
}

/** @param most - Deeper than that nobody looks. */
function depthOf(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (most === 0) return 1;
  return 1 + Math.max(0, ...Object.values(value).map((part) => depthOf(part, most - 1)));
}
