import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { PasswordHasher } from '../../lib/password-hash.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';
import type { StaffStore } from './staff-store.ts';
import type { UpstreamAccountStore } from './upstream-account-store.ts';
import type { UpstreamBackend } from './upstream-backend.ts';

/** What the context of staff needs from outside. */
export interface StaffDependencies {
  readonly store: StaffStore;
  /** What a reach can name. */
  readonly brokers: Pick<Brokers, 'find' | 'list' | 'listCrms'>;
  /** Keeps sign-ins that are under way, and secrets of authenticator apps that are being set up. */
  readonly expiring: ExpiringStore;
  readonly keyRing: KeyRing;
  readonly hasher: PasswordHasher;
  readonly createRateLimiter: CreateRateLimiter;
  readonly clock: Clock;
  readonly log: Logger;
  readonly passkeys: Passkeys;
  /** Where members can sign in instead; `null` where nowhere. */
  readonly upstream: UpstreamBackend | null;
  readonly upstreamAccounts: UpstreamAccountStore;
}

/** Keeps what is staff's apart from every white label: no broker can be called that. */
export const STAFF_PARTITION = '@staff';
