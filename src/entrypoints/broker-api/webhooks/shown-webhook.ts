import type { Webhook } from '../../../domain/webhooks/webhook.ts';
import type { WebhookDelivery } from '../../../domain/webhooks/webhook-delivery.ts';
import { toRfc3339, toRfc3339OrNull } from '../../../http/to-rfc3339.ts';
import { overlapEnd } from '../../../lib/overlap-end.ts';

export function showWebhook(webhook: Webhook, nowMs: number): object {
  const { id, url, eventTypes, description, enabled, failingSinceMs, secrets, createdAtMs } = webhook;
  const ends = secrets.map(({ expiresAtMs }) => expiresAtMs);
  return {
    ...{ id, url, eventTypes, description, enabled },
    failingSince: toRfc3339OrNull(failingSinceMs),
    previousSecretExpiresAt: toRfc3339OrNull(overlapEnd(ends, nowMs)),
    createdAt: toRfc3339(createdAtMs),
  };
}

/** Of the event only what names it: what it says goes to the receiver alone, for a reader of deliveries gives no reason. */
export function showDelivery(delivery: WebhookDelivery): object {
  const { id, webhookId, state, event, failures, dueAtMs, tries, createdAtMs } = delivery;
  const { type, objectId } = event;
  return {
    ...{ id, webhookId, state, failures },
    event: { id: event.id, type, objectId, createdAt: toRfc3339(event.createdAtMs) },
    nextTryAt: state === 'pending' ? toRfc3339(dueAtMs) : null,
    tries: tries.map(({ atMs, ...one }) => ({ at: toRfc3339(atMs), ...one })),
    createdAt: toRfc3339(createdAtMs),
  };
}
