import type { Brokers } from '../domain/brokers/brokers.ts';
import { createPasskeys, type Passkeys } from '../domain/passkeys/passkeys.ts';
import { createStaff, type Staff } from '../domain/staff/staff.ts';
import type { Backends } from './create-backends.ts';
import type { Parts } from './open-parts.ts';

/** Who administers the bridge, and what belongs to that. */
export interface Console {
  readonly passkeys: Passkeys;
  readonly staff: Staff;
}

export function createConsole(parts: Parts, { staffUpstream }: Backends, brokers: Brokers): Console {
  const { storage, keyRing, hasher, createRateLimiter, clock, log } = parts;
  const { expiring } = storage;
  const passkeys = createPasskeys({ ...parts.settings, store: storage.passkeys, expiring, clock, log });
  return {
    passkeys,
    staff: createStaff({
      ...{ store: storage.staff, brokers, expiring, keyRing, hasher, createRateLimiter, clock, log },
      ...{ passkeys, upstream: staffUpstream, upstreamAccounts: storage.upstreamAccounts },
    }),
  };
}
