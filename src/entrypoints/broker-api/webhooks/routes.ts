import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { noFields } from '../schemas.ts';
import { getDeliveries, getDelivery, postPing, postResend } from './delivery-actions.ts';
import {
  deliveryParams,
  deliveryQuery,
  newWebhook,
  rotation,
  shownDelivery,
  shownWebhook,
  webhookChange,
  webhookParams,
  webhookWithSecret,
} from './schemas.ts';
import {
  deleteWebhook,
  getWebhook,
  getWebhooks,
  patchWebhook,
  postRotateSecret,
  postWebhooks,
} from './webhook-actions.ts';

const because = 'of an event only its ids, its type and its time are shown';
const personalData = { kind: 'none', because } as const;
const reading = { tag: 'Webhooks', scope: 'webhooks:read', keys: 'secret', personalData } as const;
const writing = { ...reading, scope: 'webhooks:write' } as const;
const ofOne = { params: webhookParams, query: noFields, body: noFields };
const ofDelivery = { params: deliveryParams, query: noFields, body: noFields };

export function webhookRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [...settingRoutes(dependencies), ...deliveryRoutes(dependencies)];
}

function settingRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      ...writing,
      operationId: 'createWebhook',
      method: 'POST',
      path: '/webhooks',
      summary: 'Have events sent to an address',
      description: 'The secret is shown once. A white label has 50 webhooks at most.',
      request: { params: noFields, query: noFields, body: newWebhook },
      response: { status: 201, schema: webhookWithSecret, description: 'The webhook, and its secret' },
      errors: ['webhook_invalid', 'webhooks_exhausted'],
      handle: postWebhooks(dependencies),
    },
    {
      ...reading,
      operationId: 'listWebhooks',
      method: 'GET',
      path: '/webhooks',
      summary: 'All webhooks; the oldest first',
      request: { params: noFields, query: pageQuery, body: noFields },
      response: { status: 200, schema: pageOf(shownWebhook), description: 'A page of webhooks' },
      errors: [],
      handle: getWebhooks(dependencies),
    },
    {
      ...reading,
      operationId: 'getWebhook',
      method: 'GET',
      path: '/webhooks/:webhookId',
      summary: 'Get a webhook',
      request: ofOne,
      response: { status: 200, schema: shownWebhook, description: 'The webhook' },
      errors: ['webhook_unknown'],
      handle: getWebhook(dependencies),
    },
    {
      ...writing,
      operationId: 'updateWebhook',
      method: 'PATCH',
      path: '/webhooks/:webhookId',
      summary: 'Change the address, the types or the description of a webhook, or switch it on and off',
      request: { ...ofOne, body: webhookChange },
      response: { status: 200, schema: shownWebhook, description: 'The webhook as it is now' },
      errors: ['webhook_unknown', 'webhook_invalid', 'precondition_failed'],
      handle: patchWebhook(dependencies),
    },
    {
      ...writing,
      operationId: 'deleteWebhook',
      method: 'DELETE',
      path: '/webhooks/:webhookId',
      summary: 'Send nothing to a webhook any more, and forget it',
      request: ofOne,
      response: { status: 204, schema: null, description: 'It is gone' },
      errors: ['webhook_unknown', 'precondition_failed'],
      handle: deleteWebhook(dependencies),
    },
    {
      ...writing,
      operationId: 'rotateWebhookSecret',
      method: 'POST',
      path: '/webhooks/:webhookId/rotate-secret',
      summary: 'Give a webhook another secret',
      description: 'Until the overlap ends what is sent carries a signature of each.',
      request: { ...ofOne, body: rotation },
      response: { status: 200, schema: webhookWithSecret, description: 'The webhook, and its new secret' },
      errors: ['webhook_unknown'],
      handle: postRotateSecret(dependencies),
    },
  ];
}

function deliveryRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      ...writing,
      operationId: 'pingWebhook',
      method: 'POST',
      path: '/webhooks/:webhookId/ping',
      summary: 'Send a webhook an event that says nothing, to see whether it arrives',
      request: ofOne,
      response: { status: 202, schema: shownDelivery, description: 'The delivery, which is sent at once' },
      errors: ['webhook_unknown', 'webhook_disabled'],
      handle: postPing(dependencies),
    },
    {
      ...reading,
      operationId: 'listWebhookDeliveries',
      method: 'GET',
      path: '/webhooks/:webhookId/deliveries',
      summary: 'What was sent to a webhook in the last 30 days, and what waits; the latest event first',
      request: { ...ofOne, query: deliveryQuery },
      response: { status: 200, schema: pageOf(shownDelivery), description: 'A page of deliveries' },
      errors: ['webhook_unknown'],
      handle: getDeliveries(dependencies),
    },
    {
      ...reading,
      operationId: 'getWebhookDelivery',
      method: 'GET',
      path: '/webhooks/:webhookId/deliveries/:deliveryId',
      summary: 'What became of a delivery, try by try',
      request: ofDelivery,
      response: { status: 200, schema: shownDelivery, description: 'The delivery' },
      errors: ['webhook_unknown', 'delivery_unknown'],
      handle: getDelivery(dependencies),
    },
    {
      ...writing,
      operationId: 'resendWebhookDelivery',
      method: 'POST',
      path: '/webhooks/:webhookId/deliveries/:deliveryId/resend',
      summary: 'Send a delivery again, whatever became of it',
      description: 'The same event under the same id; it is retried for three days from now on.',
      request: ofDelivery,
      response: { status: 202, schema: shownDelivery, description: 'The delivery, which is sent at once' },
      errors: ['webhook_unknown', 'delivery_unknown'],
      handle: postResend(dependencies),
    },
  ];
}
