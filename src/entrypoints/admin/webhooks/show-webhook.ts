import type { Webhook } from '../../../domain/webhooks/webhook.ts';
import type { WebhookDelivery } from '../../../domain/webhooks/webhook-delivery.ts';
import { toRfc3339, toRfc3339OrNull } from '../../../http/to-rfc3339.ts';
import { overlapEnd } from '../../../lib/overlap-end.ts';

/** Without its secrets. */
export function showWebhook(webhook: Webhook, nowMs: number) {
  const { id, brokerName, url, eventTypes, description, enabled, revision, failingSinceMs, secrets } = webhook;
  const ends = secrets.map(({ expiresAtMs }) => expiresAtMs);
  return {
    ...{ id, brokerName, url, eventTypes, description, enabled, revision },
    failingSince: toRfc3339OrNull(failingSinceMs),
    previousSecretExpiresAt: toRfc3339OrNull(overlapEnd(ends, nowMs)),
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
