import type { Clock } from '../../lib/clock.ts';
import type { Events } from '../events/events.ts';
import type { Users } from '../users/users.ts';
import type { ApplicationStore } from './application-store.ts';

/** What the context of applications needs from outside. */
export interface ApplicationsDependencies {
  readonly store: ApplicationStore;
  readonly users: Pick<Users, 'create' | 'checkNew' | 'findAnyByEmail' | 'findAnyById'>;
  readonly events: Pick<Events, 'newEvent'>;
  readonly clock: Clock;
}
