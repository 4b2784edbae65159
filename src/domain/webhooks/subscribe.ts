import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import { checkWebhook } from './check-webhook.ts';
import type { NewWebhook, Webhook, WebhookWithSecret } from './webhook.ts';
import { keepSecret, newWebhookSecret } from './webhook-secrets.ts';
import type { WebhooksDependencies } from './webhooks-dependencies.ts';

const MOST_OF_BROKER = 50;

/** @throws `webhook_invalid`, `webhooks_exhausted` */
export async function subscribe(
  { store, addressRules, keyRing, clock, log }: WebhooksDependencies,
  { brokerName }: Broker,
  given: NewWebhook,
): Promise<WebhookWithSecret> {
  const { url, eventTypes = null, description = '', enabled = true } = given;
  checkWebhook({ url, eventTypes, description, enabled }, addressRules);
  const nowMs = clock.nowMs();
  const secret = newWebhookSecret();
  const owner = { id: newRecordId(nowMs), brokerName };
  const webhook: Webhook = {
    ...owner,
    ...{ url, eventTypes, description, enabled },
    secrets: [keepSecret(keyRing, owner, secret, nowMs)],
    failingSinceMs: null,
    revision: 1,
    createdAtMs: nowMs,
  };
  if (!(await store.add(webhook, MOST_OF_BROKER))) throw new BridgeError('webhooks_exhausted');
  log.info({ broker: brokerName, webhook: webhook.id }, 'a webhook was added');
  return { webhook, secret };
}
