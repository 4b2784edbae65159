import type { Webhook } from '../../domain/webhooks/webhook.ts';
import type { WebhookDelivery } from '../../domain/webhooks/webhook-delivery.ts';
import { toEvent } from './event-rows.ts';
import type { BridgeEventRow, WebhookDeliveryTable, WebhookTable } from './schema.ts';

export function toWebhookRow(webhook: Webhook): WebhookTable {
  return {
    id: webhook.id,
    broker_name: webhook.brokerName,
    url: webhook.url,
    event_types_json: webhook.eventTypes && JSON.stringify(webhook.eventTypes),
    description: webhook.description,
    enabled: webhook.enabled ? 1 : 0,
    secrets_json: JSON.stringify(webhook.secrets),
    failing_since_ms: webhook.failingSinceMs,
    revision: webhook.revision,
    created_at_ms: webhook.createdAtMs,
  };
}

export function toWebhook(row: WebhookTable): Webhook {
  return {
    id: row.id,
    brokerName: row.broker_name,
    url: row.url,
    eventTypes: row.event_types_json === null ? null : JSON.parse(row.event_types_json),
    description: row.description,
    enabled: row.enabled === 1,
    secrets: JSON.parse(row.secrets_json),
    failingSinceMs: row.failing_since_ms,
    revision: row.revision,
    createdAtMs: row.created_at_ms,
  };
}

/** A delivery beside its event, whose columns have other names where both have one. */
export type DeliveryRow = Omit<WebhookDeliveryTable, 'event_sequence' | 'lease_holder'> &
  Pick<BridgeEventRow, 'sequence' | 'type' | 'data_json'> & { readonly event_created_at_ms: number };

export function toDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    brokerName: row.broker_name,
    webhookId: row.webhook_id,
    event: toEvent({ ...row, id: row.event_id, created_at_ms: row.event_created_at_ms }),
    state: row.state,
    failures: row.failures,
    dueAtMs: row.due_at_ms,
    retriesFromMs: row.retries_from_ms,
    tries: JSON.parse(row.tries_json),
    createdAtMs: row.created_at_ms,
  };
}
