import type { Broker } from '../brokers/broker.ts';
import type { BridgeEvent } from '../events/bridge-event.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/** What is told of a user who was changed: that it happened; the rest is read where reading is logged. */
export function toldOfUpdate(
  { events }: Pick<UsersDependencies, 'events'>,
  broker: Pick<Broker, 'brokerName'>,
  userId: string,
): BridgeEvent {
  return events.newEvent(broker, 'user.updated', userId, { userId });
}
