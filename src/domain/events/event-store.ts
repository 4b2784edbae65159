import type { BridgeEvent, KeptEvent } from './bridge-event.ts';

/** Where events are kept. Stores of other contexts write theirs within the transaction of the change. */
export interface EventStore {
  /** All of them, or none. */
  add(events: readonly BridgeEvent[]): Promise<void>;
  /** @returns Events of one white label, the newest first. */
  list(brokerName: string, query: EventQuery): Promise<KeptEvent[]>;
}

export interface EventQuery {
  /** Any, when left out. */
  readonly objectId?: string | undefined;
  /** Only what came before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}
