import type { EventType } from '../../lib/event-types.ts';
import type { JsonValue } from '../../lib/json-value.ts';

/** What happened at a white label. It is written together with the change that it tells of, or not at all. */
export interface BridgeEvent {
  readonly id: string;
  readonly brokerName: string;
  readonly type: EventType;
  /** What it happened to: events of one object are told in their order. */
  readonly objectId: string;
  /** Ids, states and amounts; never personal data, for it leaves the bridge without an entry in the privacy log. */
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly createdAtMs: number;
}

/** As it is kept. */
export interface KeptEvent extends BridgeEvent {
  /** Of two events of one object, the later has the higher one. */
  readonly sequence: number;
}
