import { BridgeError } from '../../errors/bridge-error.ts';
import type { BrokerFault } from './broker-fault.ts';

/** What a check says of each setting that it looks at. */
export type Demand = (holds: boolean, field: string, reason: string) => void;

/** Ends the check at the first fault. @throws `broker_invalid`, naming the field. */
export function requireField(holds: boolean, field: string, reason: string): void {
  if (!holds) throw new BridgeError('broker_invalid', { field, reason, detail: `it ${reason}` });
}

/** Goes through to the end. @returns Every fault, the first one of each field. */
export async function collectFaults(check: (demand: Demand) => void | Promise<void>): Promise<BrokerFault[]> {
  const faults = new Map<string, BrokerFault>();
  await check((holds, field, reason) => {
    if (!holds && !faults.has(field)) faults.set(field, { field, reason });
  });
  return [...faults.values()];
}

export function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
