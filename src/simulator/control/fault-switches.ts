import type { Faults } from './faults.ts';
import { faultSettings } from './schemas.ts';

export interface FaultSwitches {
  current(): Faults;
  /** @returns The fault, if it hits this call; each hit is counted down. */
  take<Kind extends 'stallNext' | 'failNext' | 'dropAnswer' | 'garbleAnswer'>(
    kind: Kind,
    call: string,
    brokerName: string | undefined,
  ): Faults[Kind] | null;
  /** Sets what is named, and everything else back. @returns What is wrong with it, if anything. */
  replace(settings: unknown): string | undefined;
  /** Everything back to good. */
  reset(): void;
}

/**
 * @param voidManagerTokens - Called when the tokens are to be rejected.
 * @param changed - Called after every change.
 */
export function createFaultSwitches(voidManagerTokens: () => void, changed: () => void): FaultSwitches {
  let faults = noFaults();

  return {
    current: () => faults,
    take(kind, call, brokerName) {
      const fault = faults[kind];
      if (!fault || fault.times < 1) return null;
      if (fault.call !== '*' && fault.call !== call) return null;
      if (fault.brokerName !== undefined && fault.brokerName !== brokerName) return null;
      fault.times -= 1;
      if (fault.times === 0) faults[kind] = null;
      changed();
      return fault;
    },
    replace(settings) {
      const { value, error } = faultSettings.validate(settings ?? {});
      if (error) return error.message;
      if (value.rejectManagerTokens) voidManagerTokens();
      faults = { ...noFaults(), ...value, rejectManagerTokens: false };
      changed();
      return undefined;
    },
    reset() {
      faults = noFaults();
      changed();
    },
  };
}

function noFaults(): Faults {
  return {
    latencyMs: 0,
    stallNext: null,
    failNext: null,
    dropAnswer: null,
    garbleAnswer: null,
    rejectManagerTokens: false,
    duplicateEmail: false,
    idempotentByExternalId: false,
  };
}
