import { isDeepStrictEqual } from 'node:util';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { EventType } from '../../lib/event-types.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

export interface UserChanging {
  readonly userId: string;
  /** Of the user as the caller knows it; `null` where that does not matter. */
  readonly expectedRevision: number | null;
}

type Changeable = Pick<
  User,
  'firstName' | 'lastName' | 'preferredLanguage' | 'attribution' | 'disabledAtMs' | 'sessionsEndedAtMs'
>;

const TRIES = 10;

/**
 * @param change - Of the user as it is now. What changes nothing is not written.
 * @throws `user_unknown`, `precondition_failed`, `busy`
 */
export async function changeUser(
  { store, events, clock }: UsersDependencies,
  broker: Broker,
  { userId, expectedRevision }: UserChanging,
  change: (user: User) => Partial<Changeable>,
): Promise<User> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const user = await store.findAnyById(broker.brokerName, userId);
    if (!user) throw new BridgeError('user_unknown');
    const { revision } = user;
    if (expectedRevision !== null && expectedRevision !== revision) throw new BridgeError('precondition_failed');
    const wanted = { ...user, ...change(user) };
    if (isDeepStrictEqual(wanted, user)) return user;
    const changed = { ...wanted, revision: revision + 1, updatedAtMs: clock.nowMs() };
    const event = events.newEvent(broker, typeOf(user, changed), user.id, { userId: user.id });
    if (await store.replace(changed, revision, event)) return changed;
  }
  throw new BridgeError('busy', { retryAfterSeconds: 1, detail: 'the user is being changed' });
}

function typeOf(before: User, after: User): EventType {
  if (before.disabledAtMs === after.disabledAtMs) return 'user.updated';
  return after.disabledAtMs === null ? 'user.enabled' : 'user.disabled';
}
