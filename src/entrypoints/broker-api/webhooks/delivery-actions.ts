import type { WebhookDeliveryState } from '../../../domain/webhooks/webhook-delivery.ts';
import { decodeCursor, toPage } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { deliveryPlace } from './schemas.ts';
import { showDelivery } from './shown-webhook.ts';

type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

export function postPing({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => ({ body: showDelivery(await webhooks.ping(broker, String(params.webhookId))) });
}

export function getDeliveries({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, params, query }) => {
    const limit = Number(query.limit);
    const deliveries = await webhooks.listDeliveries(broker, String(params.webhookId), {
      state: query.state as WebhookDeliveryState | undefined,
      before: decodeCursor<number>(query.cursor, deliveryPlace),
      limit: limit + 1,
    });
    return { body: toPage(deliveries, limit, showDelivery, ({ event }) => event.sequence) };
  };
}

export function getDelivery({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, params: { webhookId, deliveryId } }) => ({
    body: showDelivery(await webhooks.getDelivery(broker, String(webhookId), String(deliveryId))),
  });
}

export function postResend({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, params: { webhookId, deliveryId } }) => ({
    body: showDelivery(await webhooks.resend(broker, String(webhookId), String(deliveryId))),
  });
}
