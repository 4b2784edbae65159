import type {
  DeliveryQuery,
  FailedBetween,
  WebhookDeliveryStore,
} from '../../domain/webhooks/webhook-delivery-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { claimDueDeliveries, listReadyWebhooks, selectDeliveries } from './claim-deliveries.ts';
import { countBacklog, isUndelivered } from './count-backlog.ts';
import { addOneDelivery, fanOutEvents } from './fan-out-events.ts';
import { noteWebhookTry } from './note-webhook-try.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';
import { toDelivery } from './webhook-rows.ts';

/** Deliveries to webhooks. What is asked by a white label names it in every statement. */
export function createSqlWebhookDeliveryStore(connection: RecordConnection): WebhookDeliveryStore {
  const { db, engine } = connection;
  const guard = <T>(work: () => Promise<T>) => guardDriver(engine, work);
  return {
    fanOut: (limit, plan) => guard(() => fanOutEvents(db, limit, plan)),
    addOne: (event, delivery) => guard(() => addOneDelivery(db, event, delivery)),
    listReady: (nowMs) => guard(() => listReadyWebhooks(db, nowMs)),
    claimDue: (webhookId, nowMs, lease, limit) => guard(() => claimDueDeliveries(db, webhookId, nowMs, lease, limit)),
    noteTry: (tried, holder, nowMs) => guard(() => noteWebhookTry(db, tried, holder, nowMs)),
    async release({ id }, holder, nowMs) {
      const release = db
        .updateTable('webhook_deliveries')
        .set({ due_at_ms: nowMs, lease_holder: null })
        .where('id', '=', id)
        .where('lease_holder', '=', holder);
      await guard(() => release.execute());
    },
    async find(brokerName, webhookId, deliveryId) {
      const query = selectDeliveries(db)
        .where('delivery.broker_name', '=', brokerName)
        .where('delivery.webhook_id', '=', webhookId)
        .where('delivery.id', '=', deliveryId);
      const row = await guard(() => query.executeTakeFirst());
      return row && toDelivery(row);
    },
    async list(brokerName, webhookId, query) {
      const rows = await guard(() => listQuery(db, brokerName, webhookId, query).execute());
      return rows.map(toDelivery);
    },
    resend: (brokerName, webhookId, deliveryId, nowMs) =>
      guard(() => resend(db, brokerName, webhookId, deliveryId, nowMs)),
    resendFailed: (brokerName, webhookId, times, nowMs) =>
      guard(() => resendFailed(db, brokerName, webhookId, times, nowMs)),
    async countUndelivered(brokerNames) {
      const count = (state: 'pending' | 'dead') =>
        countBacklog(connection, { table: 'webhook_deliveries', which: isUndelivered(state), brokerNames });
      const [pending, dead] = await Promise.all([count('pending'), count('dead')]);
      return { pending, dead };
    },
    sweep: (beforeMs, limit) => guard(() => sweep(db, beforeMs, limit)),
  };
}

function listQuery(db: RecordDatabase, brokerName: string, webhookId: string, { state, before, limit }: DeliveryQuery) {
  let query = selectDeliveries(db)
    .where('delivery.broker_name', '=', brokerName)
    .where('delivery.webhook_id', '=', webhookId);
  if (state !== undefined) query = query.where('delivery.state', '=', state);
  if (before !== undefined) query = query.where('delivery.event_sequence', '<', before);
  return query.orderBy('delivery.event_sequence', 'desc').limit(limit);
}

async function resend(
  db: RecordDatabase,
  brokerName: string,
  webhookId: string,
  deliveryId: string,
  nowMs: number,
): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ state: 'pending', failures: 0, due_at_ms: nowMs, retries_from_ms: nowMs, lease_holder: null })
    .where('broker_name', '=', brokerName)
    .where('webhook_id', '=', webhookId)
    .where('id', '=', deliveryId)
    // Who is sending it now does what was asked for.
    .where((row) =>
      row.or([row('state', '!=', 'pending'), row('lease_holder', 'is', null), row('due_at_ms', '<=', nowMs)]),
    )
    .execute();
}

async function resendFailed(
  db: RecordDatabase,
  brokerName: string,
  webhookId: string,
  { fromMs, toMs }: FailedBetween,
  nowMs: number,
): Promise<number> {
  const update = db
    .updateTable('webhook_deliveries')
    .set({ state: 'pending', failures: 0, due_at_ms: nowMs, retries_from_ms: nowMs, lease_holder: null })
    .where('broker_name', '=', brokerName)
    .where('webhook_id', '=', webhookId)
    .where('created_at_ms', '>=', fromMs)
    .where('created_at_ms', '<=', toMs)
    .where((row) =>
      row.or([
        row('state', '=', 'dead'),
        row.and([
          row('state', '=', 'pending'),
          row('failures', '>', 0),
          // Who is sending it now does what was asked for.
          row.or([row('lease_holder', 'is', null), row('due_at_ms', '<=', nowMs)]),
        ]),
      ]),
    );
  return Number((await update.executeTakeFirst()).numUpdatedRows);
}

async function sweep(db: RecordDatabase, beforeMs: number, limit: number): Promise<number> {
  const oldDeliveries = db
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('created_at_ms', '<', beforeMs)
    .orderBy('created_at_ms')
    .limit(limit);
  const deliveries = await db.deleteFrom('webhook_deliveries').where('id', 'in', oldDeliveries).executeTakeFirst();
  const oldEvents = db
    .selectFrom('bridge_events as event')
    .select('event.sequence')
    .where('event.created_at_ms', '<', beforeMs)
    .where('event.is_fanned_out', '=', 1)
    .where((row) =>
      row.not(
        row.exists(
          row.selectFrom('webhook_deliveries as one').select('one.id').whereRef('one.event_id', '=', 'event.id'),
        ),
      ),
    )
    .orderBy('event.created_at_ms')
    .limit(limit);
  const events = await db.deleteFrom('bridge_events').where('sequence', 'in', oldEvents).executeTakeFirst();
  return Number(deliveries.numDeletedRows + events.numDeletedRows);
}
