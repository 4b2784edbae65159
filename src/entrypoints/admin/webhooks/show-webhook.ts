import type { Webhook } from '../../../domain/webhooks/webhook.ts';
import type { WebhookDelivery } from '../../../domain/webhooks/webhook-delivery.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';

/** Without its secrets. */
export function showWebhook(webhook: Webhook) {
  const { id, brokerName, url, eventTypes, description, enabled, revision, failingSinceMs, secrets } = webhook;
  const previous = secrets.find(({ expiresAtMs }) => expiresAtMs !== null);
  return {
    ...{ id, brokerName, url, eventTypes, description, enabled, revision },
    failingSince: orNull(failingSinceMs),
    previousSecretExpiresAt: orNull(previous?.expiresAtMs ?? null),
    createdAt: toRfc3339(webhook.createdAtMs),
  };
}

/** Of the event only what names it; what it says is a look of its own. */
export function showDelivery(delivery: WebhookDelivery) {
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

export type ShownWebhook = ReturnType<typeof showWebhook>;
export type ShownDelivery = ReturnType<typeof showDelivery>;

/** Of whom an event tells; nobody where it is about settings. */
export function personsOf({ event: { type, objectId, data } }: WebhookDelivery): string[] {
  const { userId } = data as { readonly userId?: unknown };
  if (typeof userId === 'string') return [userId];
  return /^(?:user|application|developer_registration)\./.test(type) ? [objectId] : [];
}

function orNull(ms: number | null): string | null {
  return ms === null ? null : toRfc3339(ms);
}
