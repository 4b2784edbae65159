import type { EventType } from '../../lib/event-types.ts';

/** Where one of a white label's own systems wants to hear what happened. */
export interface Webhook {
  readonly id: string;
  readonly brokerName: string;
  readonly url: string;
  /** What it wants to hear of; `null` for everything, also what is added later. */
  readonly eventTypes: readonly EventType[] | null;
  readonly description: string;
  /** While it is not, nothing is sent: what waited goes on afterwards, and what happens meanwhile is never sent. */
  readonly enabled: boolean;
  /** The newest first; never more than two. */
  readonly secrets: readonly WebhookSecret[];
  /** When the first try failed after which none was well; `null` while all is well. */
  readonly failingSinceMs: number | null;
  /** Grows with every change of its settings. */
  readonly revision: number;
  readonly createdAtMs: number;
}

/** A secret with which deliveries are signed. */
export interface WebhookSecret {
  /** Sealed by the key ring and bound to white label and webhook. */
  readonly sealed: string;
  readonly createdAtMs: number;
  /** When it signs no more; `null` for the one that was not replaced. */
  readonly expiresAtMs: number | null;
}

/** What the owner of a webhook decides. */
export type WebhookSettings = Pick<Webhook, 'url' | 'eventTypes' | 'description' | 'enabled'>;

/** For a new webhook; what is left out gets its default: everything, no description, enabled. */
export type NewWebhook = Pick<WebhookSettings, 'url'> &
  Partial<WebhookSettings> & {
    /** Of a request that may come twice; left out, it is a new one. */
    readonly id?: string;
  };

/** A webhook that has a new secret, and the secret: it is not shown again. */
export interface WebhookWithSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}
