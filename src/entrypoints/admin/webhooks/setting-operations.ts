import { changesBetween } from '../../../domain/audit/audit.ts';
import type { NewWebhook, Webhook, WebhookSettings } from '../../../domain/webhooks/webhook.ts';
import { etagOf, expectedRevision, requireSeen } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation, WhiteLabelOperation } from '../admin-operation.ts';
import { reachQuery, readReachQuery, toReachPage } from '../list-of-reach.ts';
import { noFields, ofWhiteLabel, seenOverlapMs } from '../schemas.ts';
import { secretMade } from '../secret-made.ts';
import {
  newWebhook,
  ofWebhook,
  rotation,
  shownWebhook,
  webhookChange,
  webhookPage,
  webhookWithSecret,
} from './schemas.ts';
import { showWebhook } from './show-webhook.ts';

const tag = 'Webhooks';
const PATH = '/white-labels/:brokerName/webhooks/:webhookId';
const reading = { kind: 'white-label', permission: 'webhooks:read', stepUp: false } as const;
const writing = { ...reading, permission: 'webhooks:write' } as const;
const ofOne = { params: ofWebhook, query: noFields, body: noFields };

export interface WebhookSettingOperations {
  readonly list: StaffOperation;
  readonly get: WhiteLabelOperation;
  readonly create: WhiteLabelOperation;
  readonly change: WhiteLabelOperation;
  readonly rotateSecret: WhiteLabelOperation;
  readonly remove: WhiteLabelOperation;
}

export function webhookSettingOperations(dependencies: AdminDependencies): WebhookSettingOperations {
  return { ...reads(dependencies), ...secrets(dependencies), ...changes(dependencies) };
}

function reads({ brokers, webhooks, clock }: AdminDependencies): Pick<WebhookSettingOperations, 'list' | 'get'> {
  return {
    list: {
      ...{ operationId: 'listWebhooks', method: 'GET', path: '/webhooks', tag },
      summary: 'Webhooks of all white labels in your reach; the newest first',
      access: { ...reading, kind: 'reach' },
      effect: { kind: 'read' },
      request: { params: noFields, query: reachQuery, body: noFields },
      response: { status: 200, schema: webhookPage, description: 'A page of webhooks' },
      errors: [],
      async handle(call) {
        const found = await webhooks.listOf(readReachQuery(brokers, call));
        const nowMs = clock.nowMs();
        const show = (webhook: Webhook) => showWebhook(webhook, nowMs);
        return { body: toReachPage(found, call, show, ({ brokerName }) => brokerName) };
      },
    },
    get: {
      ...{ operationId: 'getWebhook', method: 'GET', path: PATH, tag, summary: 'Get a webhook' },
      access: reading,
      effect: { kind: 'read' },
      request: ofOne,
      response: { status: 200, schema: shownWebhook, description: 'The webhook' },
      errors: ['webhook_unknown'],
      async handle({ broker, params }) {
        const webhook = await webhooks.get(broker, String(params.webhookId));
        return { body: showWebhook(webhook, clock.nowMs()), etag: etagOf(webhook) };
      },
    },
  };
}

function secrets({ webhooks, clock }: AdminDependencies): Pick<WebhookSettingOperations, 'create' | 'rotateSecret'> {
  return {
    create: {
      ...{ operationId: 'createWebhook', method: 'POST', path: '/white-labels/:brokerName/webhooks', tag },
      summary: 'Have events sent to an address',
      description: 'The secret is shown this once. A white label has 50 webhooks at most.',
      access: { ...writing, stepUp: true },
      effect: { kind: 'change', action: 'webhook.create' },
      request: { params: ofWhiteLabel, query: noFields, body: newWebhook },
      response: { status: 201, schema: webhookWithSecret, description: 'The webhook, and its secret' },
      errors: ['webhook_invalid', 'webhooks_exhausted'],
      async handle({ broker, body }) {
        // The schema has seen to it.
        const { webhook, secret } = await webhooks.subscribe(broker, body as unknown as NewWebhook);
        const shown = showWebhook(webhook, clock.nowMs());
        const changed = [{ ...targetOf(webhook), changes: changesBetween(null, shown) }];
        return { body: { ...shown, secret }, etag: etagOf(webhook), changed };
      },
    },
    rotateSecret: {
      ...{ operationId: 'rotateWebhookSecret', method: 'POST', path: `${PATH}/rotate-secret`, tag },
      summary: 'Give a webhook another secret',
      description: 'Until the overlap ends what is sent carries a signature of each.',
      access: { ...writing, stepUp: true },
      effect: { kind: 'change', action: 'webhook.rotate-secret' },
      request: { ...ofOne, body: rotation },
      response: { status: 200, schema: webhookWithSecret, description: 'The webhook, and its new secret' },
      errors: ['webhook_unknown', 'precondition_failed'],
      async handle({ broker, params, body, ifMatch }) {
        const overlap = Number(body.overlapSeconds);
        requireSeen(ifMatch, (await webhooks.get(broker, String(params.webhookId))).revision);
        const seen = seenOverlapMs(body.previousSecretExpiresAt);
        const { webhook, secret } = await webhooks.rotateSecret(broker, String(params.webhookId), overlap, seen);
        const changed = [{ ...targetOf(webhook), changes: secretMade() }];
        return { body: { ...showWebhook(webhook, clock.nowMs()), secret }, etag: etagOf(webhook), changed };
      },
    },
  };
}

function changes({ webhooks, clock }: AdminDependencies): Pick<WebhookSettingOperations, 'change' | 'remove'> {
  return {
    change: {
      ...{ operationId: 'changeWebhook', method: 'PATCH', path: PATH, tag },
      summary: 'Change the address, the types or the description of a webhook, or switch it on and off',
      // What happens to traders goes to that address.
      access: { ...writing, stepUp: true },
      effect: { kind: 'change', action: 'webhook.change' },
      request: { ...ofOne, body: webhookChange },
      response: { status: 200, schema: shownWebhook, description: 'The webhook as it is now' },
      errors: ['webhook_unknown', 'webhook_invalid', 'precondition_failed'],
      async handle({ broker, params, body, ifMatch }) {
        const webhookId = String(params.webhookId);
        const before = await webhooks.get(broker, webhookId);
        // Of what comes in between, the log would say that it was this one.
        const expected = expectedRevision(ifMatch) ?? before.revision;
        const after = await webhooks.update(broker, webhookId, body as Partial<WebhookSettings>, expected);
        const found = changesBetween(settingsOf(before), settingsOf(after));
        const changed = found.length === 0 ? [] : [{ ...targetOf(after), changes: found }];
        return { body: showWebhook(after, clock.nowMs()), etag: etagOf(after), changed };
      },
    },
    remove: {
      ...{ operationId: 'deleteWebhook', method: 'DELETE', path: PATH, tag },
      summary: 'Send nothing to a webhook any more, and forget it',
      access: writing,
      effect: { kind: 'change', action: 'webhook.remove' },
      request: ofOne,
      response: { status: 204, schema: null, description: 'It is gone' },
      errors: ['webhook_unknown'],
      async handle({ broker, params }) {
        const webhook = await webhooks.get(broker, String(params.webhookId));
        await webhooks.remove(broker, webhook.id);
        return { changed: [{ ...targetOf(webhook), changes: changesBetween(settingsOf(webhook), null) }] };
      },
    },
  };
}

function targetOf({ id }: Webhook) {
  return { target: { type: 'webhook', id } };
}

function settingsOf({ url, eventTypes, description, enabled }: Webhook): WebhookSettings {
  return { url, eventTypes, description, enabled };
}
