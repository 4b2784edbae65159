import type { Webhook } from '../../domain/webhooks/webhook.ts';
import type { WebhookStore } from '../../domain/webhooks/webhook-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { NEWEST_FIRST, testsOf } from './list-of-white-labels.ts';
import { lockWebhooks } from './lock-webhooks.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';
import { toWebhook, toWebhookRow } from './webhook-rows.ts';

/** Webhooks. Every statement names the white label. */
export function createSqlWebhookStore({ db, engine }: RecordConnection): WebhookStore {
  return {
    add: (webhook, mostOfBroker) =>
      guardDriver(engine, () =>
        lockWebhooks(db, async (transaction) => {
          const { id, brokerName } = webhook;
          const known = await list(transaction, brokerName);
          if (known.length >= mostOfBroker || known.some((one) => one.id === id)) return false;
          await transaction.insertInto('webhooks').values(toWebhookRow(webhook)).execute();
          return true;
        }),
      ),
    find: (brokerName, webhookId) => guardDriver(engine, () => find(db, brokerName, webhookId)),
    list: (brokerName) => guardDriver(engine, () => list(db, brokerName)),
    async listOf(query) {
      if (query.brokerNames.length === 0) return [];
      let rows = db
        .selectFrom('webhooks')
        .selectAll()
        .where('broker_name', 'in', query.brokerNames)
        .where(testsOf(query, ['url', 'description', 'broker_name']))
        .orderBy(NEWEST_FIRST)
        .limit(query.limit);
      if (query.isFailing) rows = rows.where('enabled', '=', 1).where('failing_since_ms', 'is not', null);
      return (await guardDriver(engine, () => rows.execute())).map(toWebhook);
    },
    change: (brokerName, webhookId, work) =>
      guardDriver(engine, () =>
        lockWebhooks(db, async (transaction) => {
          const webhook = await find(transaction, brokerName, webhookId);
          if (!webhook) return undefined;
          const changed = work(webhook);
          const { url, event_types_json, description, enabled, secrets_json, revision } = toWebhookRow(changed);
          await transaction
            .updateTable('webhooks')
            .set({ url, event_types_json, description, enabled, secrets_json, revision })
            .where('broker_name', '=', brokerName)
            .where('id', '=', webhookId)
            .execute();
          return changed;
        }),
      ),
    remove: (brokerName, webhookId) =>
      guardDriver(engine, () =>
        lockWebhooks(db, async (transaction) => {
          const removal = transaction
            .deleteFrom('webhooks')
            .where('broker_name', '=', brokerName)
            .where('id', '=', webhookId);
          return (await removal.executeTakeFirst()).numDeletedRows === 1n;
        }),
      ),
  };
}

type Reader = Pick<RecordDatabase, 'selectFrom'>;

async function find(db: Reader, brokerName: string, webhookId: string): Promise<Webhook | undefined> {
  const row = await db
    .selectFrom('webhooks')
    .selectAll()
    .where('broker_name', '=', brokerName)
    .where('id', '=', webhookId)
    .executeTakeFirst();
  return row && toWebhook(row);
}

async function list(db: Reader, brokerName: string): Promise<Webhook[]> {
  const query = db.selectFrom('webhooks').selectAll().where('broker_name', '=', brokerName);
  const rows = await query.orderBy('created_at_ms').orderBy('id').execute();
  return rows.map(toWebhook);
}
