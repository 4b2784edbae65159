import type { Webhook } from '../../../domain/webhooks/webhook.ts';
import type { WebhookDelivery } from '../../../domain/webhooks/webhook-delivery.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';

export function showWebhook(webhook: Webhook): object {
  const { id, url, eventTypes, description, enabled, failingSinceMs, secrets, createdAtMs } = webhook;
  const previous = secrets.find(({ expiresAtMs }) => expiresAtMs !== null);
  return {
    ...{ id, url, eventTypes, description, enabled },
    failingSince: orNull(failingSinceMs),
    previousSecretExpiresAt: orNull(previous?.expiresAtMs ?? null),
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

function orNull(ms: number | null): string | null {
  return ms === null ? null : toRfc3339(ms);
}
