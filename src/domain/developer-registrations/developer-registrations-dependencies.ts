import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Events } from '../events/events.ts';
import type { DeveloperRegistration } from './developer-registration.ts';
import type { RegistrationStore } from './registration-store.ts';

/** What the context of developers' registrations needs from outside. */
export interface DeveloperRegistrationsDependencies {
  readonly store: RegistrationStore;
  readonly expiring: ExpiringStore;
  readonly events: Pick<Events, 'newEvent'>;
  readonly createRateLimiter: CreateRateLimiter;
  /** `null` where there are no test keys. */
  readonly issueKeys: IssueKeys | null;
  readonly clock: Clock;
}

/** Makes a pair of test keys with the scopes of the registration. */
export type IssueKeys = (broker: Broker, registration: DeveloperRegistration) => Promise<UatKeys>;

/** Shown once. */
export interface UatKeys {
  readonly publishable: { readonly id: string; readonly key: string };
  readonly secret: { readonly id: string; readonly key: string; readonly secret: string };
  readonly expiresAtMs: number | null;
}
