import type { WebhookDeliveryState } from '../../../domain/webhooks/webhook-delivery.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { decodeCursor, toPage } from '../../../http/page-cursor.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { WhiteLabelOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import {
  deliveryPage,
  deliveryPlace,
  deliveryQuery,
  failedTimes,
  ofDelivery,
  ofWebhook,
  resent,
  sentDelivery,
  shownDelivery,
} from './schemas.ts';
import { personsOf, showDelivery } from './show-webhook.ts';

const tag = 'Webhooks';
const OF_WEBHOOK = '/white-labels/:brokerName/webhooks/:webhookId';
const PATH = `${OF_WEBHOOK}/deliveries/:deliveryId`;
const reading = { kind: 'white-label', permission: 'webhooks:read', stepUp: false } as const;
const resending = { ...reading, permission: 'webhooks:resend' } as const;
const ofOne = { params: ofWebhook, query: noFields, body: noFields };

export interface DeliveryOperations {
  readonly ping: WhiteLabelOperation;
  readonly listDeliveries: WhiteLabelOperation;
  readonly getDelivery: WhiteLabelOperation;
  readonly resend: WhiteLabelOperation;
  readonly resendFailed: WhiteLabelOperation;
}

export function deliveryOperations(dependencies: AdminDependencies): DeliveryOperations {
  return { ...looks(dependencies), ...sends(dependencies) };
}

function looks({ webhooks }: AdminDependencies): Pick<DeliveryOperations, 'listDeliveries' | 'getDelivery'> {
  return {
    listDeliveries: {
      ...{ operationId: 'listWebhookDeliveries', method: 'GET', path: `${OF_WEBHOOK}/deliveries`, tag },
      summary: 'What was sent to a webhook in the last 30 days, and what waits; the latest event first',
      access: reading,
      effect: { kind: 'read' },
      request: { ...ofOne, query: deliveryQuery },
      response: { status: 200, schema: deliveryPage, description: 'A page of deliveries' },
      errors: ['webhook_unknown'],
      async handle({ broker, params, query }) {
        const limit = Number(query.limit);
        const state = query.state === '' ? undefined : (query.state as WebhookDeliveryState | undefined);
        const before = decodeCursor<number>(query.cursor, deliveryPlace);
        const wanted = { state, before, limit: limit + 1 };
        const deliveries = await webhooks.listDeliveries(broker, String(params.webhookId), wanted);
        return { body: toPage(deliveries, limit, showDelivery, ({ event }) => event.sequence) };
      },
    },
    getDelivery: {
      ...{ operationId: 'getWebhookDelivery', method: 'GET', path: PATH, tag },
      summary: 'What became of a delivery, try by try, and what was sent',
      description: 'What was sent may tell of a trader: that it was seen stands in the privacy log.',
      access: reading,
      effect: { kind: 'look', action: 'webhook-delivery.look', resource: 'webhook-deliveries', fields: ['sent'] },
      request: { ...ofOne, params: ofDelivery },
      response: { status: 200, schema: sentDelivery, description: 'The delivery' },
      errors: ['webhook_unknown', 'delivery_unknown'],
      async handle({ broker, params }) {
        const { webhookId, deliveryId } = params;
        const delivery = await webhooks.getDelivery(broker, String(webhookId), String(deliveryId));
        return {
          body: { ...showDelivery(delivery), sent: webhooks.messageOf(delivery) },
          seen: [{ brokerName: broker.brokerName, personIds: personsOf(delivery) }],
        };
      },
    },
  };
}

function sends({ webhooks }: AdminDependencies): Pick<DeliveryOperations, 'ping' | 'resend' | 'resendFailed'> {
  return {
    ping: {
      ...{ operationId: 'pingWebhook', method: 'POST', path: `${OF_WEBHOOK}/ping`, tag },
      summary: 'Send a webhook an event that says nothing, to see whether it arrives',
      access: resending,
      effect: { kind: 'change', action: 'webhook.ping' },
      request: ofOne,
      response: { status: 202, schema: shownDelivery, description: 'The delivery, which is sent at once' },
      errors: ['webhook_unknown', 'webhook_disabled'],
      async handle({ broker, params }) {
        const delivery = await webhooks.ping(broker, String(params.webhookId));
        const target = { type: 'webhook', id: delivery.webhookId };
        return { body: showDelivery(delivery), changed: [{ target, changes: [] }] };
      },
    },
    resend: {
      ...{ operationId: 'resendWebhookDelivery', method: 'POST', path: `${PATH}/resend`, tag },
      summary: 'Send a delivery again, whatever became of it',
      description: 'The same event under the same id; it is retried for three days from now on.',
      access: resending,
      effect: { kind: 'change', action: 'webhook-delivery.resend' },
      request: { ...ofOne, params: ofDelivery },
      response: { status: 202, schema: shownDelivery, description: 'The delivery, which is sent at once' },
      errors: ['webhook_unknown', 'delivery_unknown'],
      async handle({ broker, params: { webhookId, deliveryId } }) {
        const delivery = await webhooks.resend(broker, String(webhookId), String(deliveryId));
        const target = { type: 'webhook-delivery', id: delivery.id };
        return { body: showDelivery(delivery), changed: [{ target, changes: [] }] };
      },
    },
    resendFailed: {
      ...{ operationId: 'resendFailedWebhookDeliveries', method: 'POST', path: `${OF_WEBHOOK}/resend-failed`, tag },
      summary: 'Send all deliveries of a time again that were given up, or wait for another try',
      access: resending,
      effect: { kind: 'change', action: 'webhook.resend-failed' },
      request: { ...ofOne, body: failedTimes },
      response: { status: 202, schema: resent, description: 'How many there were' },
      errors: ['webhook_unknown'],
      async handle({ broker, params, body }) {
        const webhookId = String(params.webhookId);
        const times = { fromMs: timeOf(body.from), toMs: timeOf(body.to) };
        if (times.toMs < times.fromMs) {
          throw new BridgeError('parameter_invalid', { field: 'to', reason: 'it is before the beginning' });
        }
        const count = await webhooks.resendFailed(broker, webhookId, times);
        const changes = [{ field: 'resent', before: null, after: count }];
        return {
          body: { id: webhookId, resent: count },
          changed: count === 0 ? [] : [{ target: { type: 'webhook', id: webhookId }, changes }],
        };
      },
    },
  };
}

/** As the schema has seen to it; with `convert` it may be a text that joi wrote anew. */
function timeOf(time: unknown): number {
  return Date.parse(String(time));
}
