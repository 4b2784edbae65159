import type { Transaction } from 'kysely';
import type { WebhookDelivery } from '../../domain/webhooks/webhook-delivery.ts';
import type { RecordDatabase, RecordTables } from './schema.ts';

/** Writes down how a try ended, unless the lease ran out and another took the delivery. */
export function noteWebhookTry(
  db: RecordDatabase,
  tried: WebhookDelivery,
  holder: string,
  nowMs: number,
): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    const { state, failures, dueAtMs, tries } = tried;
    const note = transaction
      .updateTable('webhook_deliveries')
      .set({ state, failures, due_at_ms: dueAtMs, lease_holder: null, tries_json: JSON.stringify(tries) })
      .where('id', '=', tried.id)
      .where('lease_holder', '=', holder);
    if ((await note.executeTakeFirst()).numUpdatedRows === 0n) return;
    await moveFollowers(transaction, tried, state === 'pending' ? dueAtMs : nowMs);
    await noteHealth(transaction, tried, nowMs);
  });
}

/** What waits behind it is looked at when it is its turn, and not at each look before. */
async function moveFollowers(
  transaction: Transaction<RecordTables>,
  { webhookId, event }: WebhookDelivery,
  dueAtMs: number,
): Promise<void> {
  await transaction
    .updateTable('webhook_deliveries')
    .set({ due_at_ms: dueAtMs })
    .where('webhook_id', '=', webhookId)
    .where('object_id', '=', event.objectId)
    .where('state', '=', 'pending')
    .where('event_sequence', '>', event.sequence)
    .where('lease_holder', 'is', null)
    .execute();
}

async function noteHealth(
  transaction: Transaction<RecordTables>,
  { webhookId, state }: WebhookDelivery,
  nowMs: number,
): Promise<void> {
  const change = transaction.updateTable('webhooks').where('id', '=', webhookId);
  const note =
    state === 'delivered'
      ? change.set({ failing_since_ms: null }).where('failing_since_ms', 'is not', null)
      : change.set({ failing_since_ms: nowMs }).where('failing_since_ms', 'is', null);
  await note.execute();
}
