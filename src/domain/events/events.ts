/**
 * What happened, for the broker's own systems to hear of.
 *
 * Owns the form of events and the record of them. Does not own who is told: webhooks do. Invariants: an event is written in
 * the transaction of the change that it tells of, so that a crash loses none and invents none; it holds no personal data.
 */
import type { Clock } from '../../lib/clock.ts';
import type { EventType } from '../../lib/event-types.ts';
import { newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import type { BridgeEvent, KeptEvent } from './bridge-event.ts';
import type { EventQuery, EventStore } from './event-store.ts';

export interface Events {
  /**
   * Makes the event for a change that is about to be written. Whoever writes the change writes it too, in one transaction.
   *
   * @param objectId - What it happens to; the order of its events is kept.
   * @param data - Ids, states and amounts; never personal data.
   */
  newEvent(
    broker: Pick<Broker, 'brokerName'>,
    type: EventType,
    objectId: string,
    data: BridgeEvent['data'],
  ): BridgeEvent;
  /** Writes events of changes that have no transaction of their own. @throws `store_unavailable` */
  post(events: readonly BridgeEvent[]): Promise<void>;
  /** @returns The newest first. */
  list(broker: Broker, query: EventQuery): Promise<KeptEvent[]>;
  /** From now on tells the listener, just before an event is written. */
  onNew(listener: () => void): void;
}

/** Takes an event along with a change. */
export type NewEvent = Events['newEvent'];

export function createEvents({ store, clock }: { store: EventStore; clock: Clock }): Events {
  const listeners = new Set<() => void>();
  return {
    newEvent({ brokerName }, type, objectId, data) {
      const createdAtMs = clock.nowMs();
      for (const listener of listeners) listener();
      return { id: newRecordId(createdAtMs), brokerName, type, objectId, data, createdAtMs };
    },
    post: (events) => store.add(events),
    list: ({ brokerName }, query) => store.list(brokerName, query),
    onNew(listener) {
      listeners.add(listener);
    },
  };
}
