import type { Backlog } from '../../lib/backlog.ts';
import type { OutboxLease } from '../../lib/outbox.ts';
import type { BridgeEvent, KeptEvent } from '../events/bridge-event.ts';
import type { Webhook } from './webhook.ts';
import type { WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.ts';

/** Where deliveries wait, and where the log of them is kept. Any number of processes may take from it. */
export interface WebhookDeliveryStore {
  /**
   * Turns events that nobody was told of yet into deliveries, in their order, each exactly once.
   *
   * @param plan - Which deliveries the events become, of the webhooks that are enabled.
   * @returns How many events there were.
   */
  fanOut(limit: number, plan: FanOutPlan): Promise<number>;
  /** Writes an event that goes to one webhook alone, and its delivery. */
  addOne(event: BridgeEvent, delivery: NewDelivery): Promise<void>;
  /** @returns Enabled webhooks of all white labels for which something is due. */
  listReady(nowMs: number): Promise<Webhook[]>;
  /**
   * Takes deliveries of a webhook that are due, the longest due first. One waits until all earlier ones of the same object
   * were delivered or given up. Nobody else gets them before the lease is over.
   */
  claimDue(webhookId: string, nowMs: number, lease: OutboxLease, limit: number): Promise<WebhookDelivery[]>;
  /**
   * Writes down how a try ended, with what it means for the webhook and for later deliveries of the object, unless the
   * lease ran out and another took it.
   */
  noteTry(tried: WebhookDelivery, holder: string, nowMs: number): Promise<void>;
  /** Gives a delivery back untried. */
  release(delivery: WebhookDelivery, holder: string, nowMs: number): Promise<void>;
  find(brokerName: string, webhookId: string, deliveryId: string): Promise<WebhookDelivery | undefined>;
  /** @returns Those of one webhook, the latest event first. */
  list(brokerName: string, webhookId: string, query: DeliveryQuery): Promise<WebhookDelivery[]>;
  /** Makes a delivery due now, as if it had never been tried, unless it is being sent. */
  resend(brokerName: string, webhookId: string, deliveryId: string, nowMs: number): Promise<void>;
  /**
   * The same for all that were given up, or failed and wait for another try, of those that were made in this time.
   *
   * @returns How many.
   */
  resendFailed(brokerName: string, webhookId: string, times: FailedBetween, nowMs: number): Promise<number>;
  /**
   * What webhooks that are there were not told of yet, or never were.
   *
   * @param brokerNames - `null` is all white labels.
   */
  countUndelivered(brokerNames: readonly string[] | null): Promise<Undelivered>;
  /** Forgets deliveries and events that are older, some of them. @returns How many. */
  sweep(beforeMs: number, limit: number): Promise<number>;
}

export interface Undelivered {
  /** Tried again until they are delivered or given up. */
  readonly pending: Backlog;
  /** Given up. */
  readonly dead: Backlog;
}

export type FanOutPlan = (events: readonly KeptEvent[], webhooks: readonly Webhook[]) => readonly PlannedDelivery[];

export interface NewDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly createdAtMs: number;
}

export interface PlannedDelivery extends NewDelivery {
  readonly event: KeptEvent;
}

/** Both are inclusive. */
export interface FailedBetween {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface DeliveryQuery {
  /** Any, when left out. */
  readonly state?: WebhookDeliveryState | undefined;
  /** Only those of events before this one, by their `sequence`. */
  readonly before?: number | undefined;
  readonly limit: number;
}
