import { isDeepStrictEqual } from 'node:util';
import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import { checkWebhook } from './check-webhook.ts';
import type { NewWebhook, Webhook, WebhookSettings, WebhookWithSecret } from './webhook.ts';
import { currentSecret, keepSecret, newWebhookSecret } from './webhook-secrets.ts';
import type { WebhooksDependencies } from './webhooks-dependencies.ts';

const MOST_OF_BROKER = 50;

/** @throws `webhook_invalid`, `webhooks_exhausted`, `webhook_unreadable` */
export async function subscribe(
  dependencies: WebhooksDependencies,
  { brokerName }: Broker,
  { id: wantedId, ...given }: NewWebhook,
): Promise<WebhookWithSecret> {
  const { store, addressRules, keyRing, clock, log } = dependencies;
  const { url, eventTypes = null, description = '', enabled = true } = given;
  const settings = { url, eventTypes, description, enabled };
  checkWebhook(settings, addressRules);
  const nowMs = clock.nowMs();
  const known = wantedId === undefined ? 'spent' : await lookUp(dependencies, brokerName, wantedId);
  if (typeof known === 'object' && saysTheSame(known, settings)) return showAgain(dependencies, known);
  const owner = { id: known === 'free' && wantedId !== undefined ? wantedId : newRecordId(nowMs), brokerName };
  const secret = newWebhookSecret();
  const webhook: Webhook = {
    ...owner,
    ...settings,
    secrets: [keepSecret(keyRing, owner, secret, nowMs)],
    failingSinceMs: null,
    revision: 1,
    createdAtMs: nowMs,
  };
  if (!(await store.add(webhook, MOST_OF_BROKER))) {
    // There are too many, or the same request was faster.
    const faster = await store.find(brokerName, owner.id);
    if (faster && saysTheSame(faster, settings)) return showAgain(dependencies, faster);
    throw new BridgeError('webhooks_exhausted');
  }
  log.info({ broker: brokerName, webhook: webhook.id }, 'a webhook was added');
  return { webhook, secret };
}

/**
 * @returns The webhook of this id. An id is not used a second time: what still waits for a webhook that is gone must not go
 *   to another.
 */
async function lookUp(
  { store, deliveries }: WebhooksDependencies,
  brokerName: string,
  id: string,
): Promise<Webhook | 'free' | 'spent'> {
  // In this order, for somebody else may be adding it.
  const [delivery] = await deliveries.list(brokerName, id, { limit: 1 });
  return (await store.find(brokerName, id)) ?? (delivery ? 'spent' : 'free');
}

function saysTheSame({ url, eventTypes, description, enabled }: Webhook, settings: WebhookSettings): boolean {
  return isDeepStrictEqual({ url, eventTypes, description, enabled }, settings);
}

/** Whoever asked for it may not have had the answer. */
function showAgain({ keyRing }: WebhooksDependencies, webhook: Webhook): WebhookWithSecret {
  return { webhook, secret: currentSecret(keyRing, webhook) };
}
