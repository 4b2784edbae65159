import type { Brokers } from '../domain/brokers/brokers.ts';
import { createStaff, type Staff } from '../domain/staff/staff.ts';
import type { Parts } from './open-parts.ts';

/** Who administers the bridge, and what belongs to that. */
export interface Console {
  readonly staff: Staff;
}

export function createConsole(parts: Parts, { brokers }: { readonly brokers: Brokers }): Console {
  const { storage, keyRing, hasher, createRateLimiter, clock, log } = parts;
  const { expiring } = storage;
  return {
    staff: createStaff({ store: storage.staff, brokers, expiring, keyRing, hasher, createRateLimiter, clock, log }),
  };
}
