import type { BridgeEvent } from '../../domain/events/bridge-event.ts';
import type { FanOutPlan, NewDelivery, PlannedDelivery } from '../../domain/webhooks/webhook-delivery-store.ts';
import { appendEvents } from './append-events.ts';
import { toEvent } from './event-rows.ts';
import { lockWebhooks } from './lock-webhooks.ts';
import type { RecordDatabase, WebhookDeliveryTable } from './schema.ts';
import { toWebhook } from './webhook-rows.ts';

/** An engine takes so many values and no more with one statement. */
const ROWS_PER_STATEMENT = 500;

/**
 * Of any number of processes one does it at a time. It sees all events of an object up to the latest that it sees, since
 * each was written after the one before was there to be read.
 */
export async function fanOutEvents(db: RecordDatabase, limit: number, plan: FanOutPlan): Promise<number> {
  const unseen = db.selectFrom('bridge_events').where('is_fanned_out', '=', 0);
  // Mostly there is nothing, and a look takes no lock.
  if ((await unseen.select('sequence').limit(1).execute()).length === 0) return 0;
  return lockWebhooks(db, async (transaction) => {
    const rows = await transaction
      .selectFrom('bridge_events')
      .selectAll()
      .where('is_fanned_out', '=', 0)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    if (rows.length === 0) return 0;
    const webhooks = await transaction
      .selectFrom('webhooks')
      .selectAll()
      .where('enabled', '=', 1)
      .where('broker_name', 'in', [...new Set(rows.map(({ broker_name }) => broker_name))])
      .orderBy('id')
      .execute();
    await insertDeliveries(transaction, plan(rows.map(toEvent), webhooks.map(toWebhook)));
    const sequences = rows.map(({ sequence }) => sequence);
    await transaction
      .updateTable('bridge_events')
      .set({ is_fanned_out: 1 })
      .where('sequence', 'in', sequences)
      .execute();
    return rows.length;
  });
}

/** Writes an event that goes to one webhook alone, and its delivery. */
export function addOneDelivery(db: RecordDatabase, event: BridgeEvent, delivery: NewDelivery): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    await appendEvents(transaction, [event]);
    const { sequence } = await transaction
      .updateTable('bridge_events')
      .set({ is_fanned_out: 1 })
      .where('id', '=', event.id)
      .returning('sequence')
      .executeTakeFirstOrThrow();
    await insertDeliveries(transaction, [{ ...delivery, event: { ...event, sequence } }]);
  });
}

async function insertDeliveries(
  db: Pick<RecordDatabase, 'insertInto'>,
  planned: readonly PlannedDelivery[],
): Promise<void> {
  for (let start = 0; start < planned.length; start += ROWS_PER_STATEMENT) {
    const rows = planned.slice(start, start + ROWS_PER_STATEMENT).map(toRow);
    await db.insertInto('webhook_deliveries').values(rows).execute();
  }
}

function toRow({ id, webhookId, event, createdAtMs }: PlannedDelivery): WebhookDeliveryTable {
  return {
    id,
    broker_name: event.brokerName,
    webhook_id: webhookId,
    event_id: event.id,
    event_sequence: event.sequence,
    object_id: event.objectId,
    state: 'pending',
    failures: 0,
    due_at_ms: createdAtMs,
    lease_holder: null,
    tries_json: '[]',
    retries_from_ms: createdAtMs,
    created_at_ms: createdAtMs,
  };
}
