import type { Brokers } from '../domain/brokers/brokers.ts';
import { createPasskeys, type Passkeys } from '../domain/passkeys/passkeys.ts';
import { createStaff, type Staff } from '../domain/staff/staff.ts';
import { createConformanceRuns } from './conformance/create-conformance-runs.ts';
import { createPlayTests } from './conformance/play-tests.ts';
import type { Backends } from './create-backends.ts';
import type { Parts } from './open-parts.ts';

/** Who administers the bridge, and what belongs to that. */
export interface Console {
  readonly passkeys: Passkeys;
  readonly staff: Staff;
  readonly conformanceRuns: ReturnType<typeof createConformanceRuns>;
}

export function createConsole(parts: Parts, { staffUpstream }: Backends, brokers: Brokers): Console {
  const { storage, keyRing, hasher, createRateLimiter, clock, log } = parts;
  const { expiring } = storage;
  const passkeys = createPasskeys({ ...parts.settings, store: storage.passkeys, expiring, clock, log });
  return {
    conformanceRuns: createConformanceRuns({ brokers, expiring, clock, log, play: createPlayTests(parts.settings) }),
    passkeys,
    staff: createStaff({
      ...{ store: storage.staff, brokers, expiring, keyRing, hasher, createRateLimiter, clock, log },
      ...{ passkeys, upstream: staffUpstream, upstreamAccounts: storage.upstreamAccounts },
    }),
  };
}
