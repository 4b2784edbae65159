/**
 * Webhooks: a white label's own systems hear what happened, signed, however long that takes.
 *
 * Owns who wants to hear what, the deliveries and their log. Does not own events. Invariants: an event becomes one delivery
 * for each enabled webhook that wants its type; a delivery is sent until a receiver takes it, or is given up after three days
 * and can be sent again; events of one object come in their order; a webhook that fails or hangs holds up no other; secrets
 * are shown once, or again to the same request, and kept sealed.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import { createDeliveryLoop } from '../../lib/delivery-loop.ts';
import { newRecordId } from '../../lib/ids.ts';
import { isSameOverlap } from '../../lib/is-same-overlap.ts';
import type { Broker } from '../brokers/broker.ts';
import { checkWebhook } from './check-webhook.ts';
import { createDeliverer } from './deliverer.ts';
import { resealWebhooks } from './reseal-webhooks.ts';
import { subscribe } from './subscribe.ts';
import { createSweeper } from './sweep-old.ts';
import type { NewWebhook, Webhook, WebhookSettings, WebhookWithSecret } from './webhook.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';
import type { DeliveryQuery, FailedBetween, Undelivered } from './webhook-delivery-store.ts';
import { followSecret, keepSecret, newWebhookSecret } from './webhook-secrets.ts';
import type { WebhookListQuery } from './webhook-store.ts';
import type { WebhooksDependencies } from './webhooks-dependencies.ts';
import { type ShownMessage, shownMessage } from './write-message.ts';

export interface Webhooks {
  /**
   * Asked for again under the same `id`, the webhook of before and its secret, as long as it says the same.
   *
   * @throws `webhook_invalid` (its `field` says which part), `webhooks_exhausted`
   */
  subscribe(broker: Broker, webhook: NewWebhook): Promise<WebhookWithSecret>;
  /** @returns The oldest first. */
  list(broker: Broker): Promise<readonly Webhook[]>;
  /** @returns Those of several white labels, the newest first. */
  listOf(query: WebhookListQuery): Promise<readonly Webhook[]>;
  /** @throws `webhook_unknown` */
  get(broker: Broker, webhookId: string): Promise<Webhook>;
  /**
   * @param expectedRevision - Which the webhook has to have; `null` where any will do.
   * @throws `webhook_unknown`, `webhook_invalid`, `precondition_failed`
   */
  update(
    broker: Broker,
    webhookId: string,
    change: Partial<WebhookSettings>,
    expectedRevision?: number | null,
  ): Promise<Webhook>;
  /**
   * Makes a new secret. Until the overlap ends, deliveries are signed with the one before too.
   *
   * @param overlapSeconds - 0 ends the old one now.
   * @param previousExpiresAtMs - When the secret before that of now ends, as it was shown; any when left out.
   * @throws `webhook_unknown`, `precondition_failed` (it was rotated since)
   */
  rotateSecret(
    broker: Broker,
    webhookId: string,
    overlapSeconds: number,
    previousExpiresAtMs?: number | null,
  ): Promise<WebhookWithSecret>;
  /** Nothing is sent to it any more. @throws `webhook_unknown`, `precondition_failed` */
  remove(broker: Broker, webhookId: string, expectedRevision?: number | null): Promise<void>;
  /** @returns The latest event first. @throws `webhook_unknown` */
  listDeliveries(broker: Broker, webhookId: string, query: DeliveryQuery): Promise<readonly WebhookDelivery[]>;
  /** @throws `webhook_unknown`, `delivery_unknown` */
  getDelivery(broker: Broker, webhookId: string, deliveryId: string): Promise<WebhookDelivery>;
  /** Sends a delivery again, whatever became of it: the same event, of the same id. @throws as `getDelivery` */
  resend(broker: Broker, webhookId: string, deliveryId: string): Promise<WebhookDelivery>;
  /** Sends again what was given up or waits for another try. @returns How many. @throws `webhook_unknown` */
  resendFailed(broker: Broker, webhookId: string, times: FailedBetween): Promise<number>;
  /** How many wait, and how many were given up. @param brokerNames - `null` is all white labels. */
  countUndelivered(brokerNames: readonly string[] | null): Promise<Undelivered>;
  /** What is sent of a delivery at every try; time and signature, which each try has of its own, are left out. */
  messageOf(delivery: WebhookDelivery): ShownMessage;
  /** Sends an event that says nothing, to this webhook alone. @throws `webhook_unknown`, `webhook_disabled` */
  ping(broker: Broker, webhookId: string): Promise<WebhookDelivery>;
  /** Fans out what is new and sends what is due, once. @returns How much there was to do. */
  deliverDue(): Promise<number>;
  /** Does so from now on. */
  start(): void;
  /** Sends no more; what was under way is broken off, and is due again at once. */
  stop(): Promise<void>;
  /** Seals with the current key whatever an older key sealed. @returns How many webhooks there were. */
  resealSecrets(broker: Broker): Promise<number>;
}

export function createWebhooks(dependencies: WebhooksDependencies): Webhooks {
  const { store, deliveries, backend, events, addressRules, keyRing, clock, log } = dependencies;
  const loop = createDeliveryLoop(log);
  const deliverer = createDeliverer(dependencies, loop.wake);
  const sweep = createSweeper(dependencies);
  events.onNew(loop.wake);
  const work = async () => (await deliverer.work()) + (await sweep());

  async function get({ brokerName }: Broker, webhookId: string): Promise<Webhook> {
    const webhook = await store.find(brokerName, webhookId);
    if (!webhook) throw new BridgeError('webhook_unknown');
    return webhook;
  }

  async function change({ brokerName }: Broker, id: string, what: string, edit: (webhook: Webhook) => Webhook) {
    const raise = (webhook: Webhook) => ({ ...edit(webhook), revision: webhook.revision + 1 });
    const webhook = await store.change(brokerName, id, raise);
    if (!webhook) throw new BridgeError('webhook_unknown');
    log.info({ broker: brokerName, webhook: id }, what);
    return webhook;
  }

  async function getDelivery(broker: Broker, webhookId: string, deliveryId: string): Promise<WebhookDelivery> {
    await get(broker, webhookId);
    const delivery = await deliveries.find(broker.brokerName, webhookId, deliveryId);
    if (!delivery) throw new BridgeError('delivery_unknown');
    return delivery;
  }

  return {
    subscribe: (broker, webhook) => subscribe(dependencies, broker, webhook),
    list: ({ brokerName }) => store.list(brokerName),
    listOf: (query) => store.listOf(query),
    get,
    update: (broker, webhookId, given, expectedRevision = null) =>
      change(broker, webhookId, 'a webhook was changed', (webhook) => {
        const isExpected = expectedRevision === null || expectedRevision === webhook.revision;
        if (!isExpected) throw new BridgeError('precondition_failed');
        const changed = { ...webhook, ...given };
        checkWebhook(changed, addressRules);
        return changed;
      }),
    async rotateSecret(broker, webhookId, overlapSeconds, previousExpiresAtMs) {
      const secret = newWebhookSecret();
      const webhook = await change(broker, webhookId, 'a webhook got a new secret', (kept) => {
        const next = keepSecret(keyRing, kept, secret, clock.nowMs());
        const ends = kept.secrets.map(({ expiresAtMs }) => expiresAtMs);
        if (!isSameOverlap(previousExpiresAtMs, ends, next.createdAtMs)) throw new BridgeError('precondition_failed');
        return { ...kept, secrets: followSecret(kept.secrets, next, overlapSeconds * 1000) };
      });
      return { webhook, secret };
    },
    async remove(broker, webhookId, expectedRevision = null) {
      const { brokerName } = broker;
      const { revision } = await get(broker, webhookId);
      if (expectedRevision !== null && expectedRevision !== revision) throw new BridgeError('precondition_failed');
      if (!(await store.remove(brokerName, webhookId))) throw new BridgeError('webhook_unknown');
      log.info({ broker: brokerName, webhook: webhookId }, 'a webhook was removed');
    },
    async listDeliveries(broker, webhookId, query) {
      await get(broker, webhookId);
      return deliveries.list(broker.brokerName, webhookId, query);
    },
    getDelivery,
    async resend(broker, webhookId, deliveryId) {
      await getDelivery(broker, webhookId, deliveryId);
      await deliveries.resend(broker.brokerName, webhookId, deliveryId, clock.nowMs());
      loop.wake();
      return getDelivery(broker, webhookId, deliveryId);
    },
    async resendFailed(broker, webhookId, times) {
      await get(broker, webhookId);
      const count = await deliveries.resendFailed(broker.brokerName, webhookId, times, clock.nowMs());
      loop.wake();
      return count;
    },
    countUndelivered: (brokerNames) => deliveries.countUndelivered(brokerNames),
    messageOf: ({ event }) => shownMessage(event),
    async ping(broker, webhookId) {
      if (!(await get(broker, webhookId)).enabled) throw new BridgeError('webhook_disabled');
      const event = events.newEvent(broker, 'ping', webhookId, { webhookId });
      const { createdAtMs } = event;
      const id = newRecordId(createdAtMs);
      await deliveries.addOne(event, { id, webhookId, createdAtMs });
      return getDelivery(broker, webhookId, id);
    },
    async deliverDue() {
      const done = await work();
      await deliverer.settled();
      return done;
    },
    start: () => loop.start(work),
    async stop() {
      deliverer.stop();
      await loop.stop();
      await backend.close();
      await deliverer.settled();
    },
    resealSecrets: (broker) => resealWebhooks(dependencies, broker),
  };
}
