import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { PasswordHasher } from '../../lib/password-hash.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { StaffStore } from './staff-store.ts';

/** What the context of staff needs from outside. */
export interface StaffDependencies {
  readonly store: StaffStore;
  /** What a reach can name. */
  readonly brokers: Pick<Brokers, 'find' | 'list' | 'listCrms'>;
  /** Keeps sign-ins that wait for a second factor, and secrets of authenticator apps that are being set up. */
  readonly expiring: ExpiringStore;
  readonly keyRing: KeyRing;
  readonly hasher: PasswordHasher;
  readonly createRateLimiter: CreateRateLimiter;
  readonly clock: Clock;
  readonly log: Logger;
  /** Left out where there are none. */
  readonly passkeys?: PasskeyProofs;
}

/** Passkeys, as far as signing in goes. */
export interface PasskeyProofs {
  isSetUp(memberId: string): Promise<boolean>;
  /** @param response - What the browser's WebAuthn answered; untrusted. */
  isRight(memberId: string, response: unknown): Promise<boolean>;
  removeAll(memberId: string): Promise<void>;
}

/** Keeps what is staff's apart from every white label: no broker can be called that. */
export const STAFF_PARTITION = '@staff';
