import type { KeptEvent } from '../events/bridge-event.ts';

/** `pending`: to be sent, again or for the first time. `dead`: given up after three days; it can be sent again by hand. */
export type WebhookDeliveryState = 'pending' | 'delivered' | 'dead';

/** One try to send a delivery. What the receiver said beside the status is not kept. */
export interface WebhookTry {
  readonly atMs: number;
  readonly durationMs: number;
  /** The HTTP status of the answer; `null` when there was none. */
  readonly status: number | null;
  /** A code, such as `ECONNREFUSED`, when there was no answer. */
  readonly error: string | null;
}

/** One event on its way to one webhook. */
export interface WebhookDelivery {
  readonly id: string;
  readonly brokerName: string;
  readonly webhookId: string;
  readonly event: KeptEvent;
  readonly state: WebhookDeliveryState;
  /** How often sending it has failed since it was made, or sent again by hand. */
  readonly failures: number;
  /** When it is tried next; says something while it is pending. */
  readonly dueAtMs: number;
  /** From when the three days count. */
  readonly retriesFromMs: number;
  /** The latest ones, the oldest first. */
  readonly tries: readonly WebhookTry[];
  readonly createdAtMs: number;
}
