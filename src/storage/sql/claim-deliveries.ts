import type { Webhook } from '../../domain/webhooks/webhook.ts';
import type { WebhookDelivery } from '../../domain/webhooks/webhook-delivery.ts';
import type { OutboxLease } from '../../lib/outbox.ts';
import type { RecordDatabase } from './schema.ts';
import { toDelivery, toWebhook } from './webhook-rows.ts';

/** @returns Enabled webhooks for which something is due, though it may wait for something earlier. */
export async function listReadyWebhooks(db: RecordDatabase, nowMs: number): Promise<Webhook[]> {
  const rows = await db
    .selectFrom('webhooks')
    .selectAll()
    .where('enabled', '=', 1)
    .where((row) =>
      row.exists(
        row
          .selectFrom('webhook_deliveries')
          .select('webhook_deliveries.id')
          .whereRef('webhook_deliveries.webhook_id', '=', 'webhooks.id')
          .where('webhook_deliveries.state', '=', 'pending')
          .where('webhook_deliveries.due_at_ms', '<=', nowMs),
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map(toWebhook);
}

/** A delivery with what its record needs to be read. */
export function selectDeliveries(db: RecordDatabase) {
  return db
    .selectFrom('webhook_deliveries as delivery')
    .innerJoin('bridge_events as event', 'event.id', 'delivery.event_id')
    .selectAll('delivery')
    .select(['event.sequence', 'event.type', 'event.data_json', 'event.created_at_ms as event_created_at_ms']);
}

export async function claimDueDeliveries(
  db: RecordDatabase,
  webhookId: string,
  nowMs: number,
  { holder, untilMs }: OutboxLease,
  limit: number,
): Promise<WebhookDelivery[]> {
  const found = await dueQuery(db, webhookId, nowMs).limit(limit).execute();
  if (found.length === 0) return [];
  // Asked again whether it is due: of two who found the same row, the first to write it has moved that time.
  const claimed = await db
    .updateTable('webhook_deliveries')
    .set({ due_at_ms: untilMs, lease_holder: holder })
    .where(
      'id',
      'in',
      found.map(({ id }) => id),
    )
    .where('state', '=', 'pending')
    .where('due_at_ms', '<=', nowMs)
    .returning('id')
    .execute();
  if (claimed.length === 0) return [];
  const rows = await selectDeliveries(db)
    .where(
      'delivery.id',
      'in',
      claimed.map(({ id }) => id),
    )
    .orderBy('delivery.event_sequence')
    .execute();
  return rows.map(toDelivery);
}

/** What is due, and has nothing earlier of its object before it. */
function dueQuery(db: RecordDatabase, webhookId: string, nowMs: number) {
  return db
    .selectFrom('webhook_deliveries as one')
    .select('one.id')
    .where('one.webhook_id', '=', webhookId)
    .where('one.state', '=', 'pending')
    .where('one.due_at_ms', '<=', nowMs)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('webhook_deliveries as earlier')
            .select('earlier.id')
            .whereRef('earlier.webhook_id', '=', 'one.webhook_id')
            .whereRef('earlier.object_id', '=', 'one.object_id')
            .where('earlier.state', '=', 'pending')
            .whereRef('earlier.event_sequence', '<', 'one.event_sequence'),
        ),
      ),
    )
    .orderBy('one.due_at_ms')
    .orderBy('one.event_sequence');
}
