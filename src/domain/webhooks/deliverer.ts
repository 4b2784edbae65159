import { newSecret } from '../../lib/secrets.ts';
import { createDeliverySlots } from './delivery-slots.ts';
import { planDeliveries } from './plan-deliveries.ts';
import { sendDelivery } from './send-delivery.ts';
import type { Webhook } from './webhook.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';
import type { WebhooksDependencies } from './webhooks-dependencies.ts';

/** Sends what is due, each webhook on its own: one that hangs holds up none but itself. */
export interface Deliverer {
  /**
   * Fans out what is new, and begins to send what is due and has room; does not wait for the end of it.
   *
   * @returns How much it did.
   */
  work(): Promise<number>;
  /** @returns When nothing is being sent. */
  settled(): Promise<void>;
  /** What is being sent from now on ends without being counted as a try if it fails. */
  stop(): void;
}

/** Longer than one try can take. */
const LEASE_MS = 30_000;
const EVENTS_AT_ONCE = 200;

/** @param onSent - Called whenever there is room again. */
export function createDeliverer(dependencies: WebhooksDependencies, onSent: () => void): Deliverer {
  const { deliveries, clock, log } = dependencies;
  const slots = createDeliverySlots(dependencies);
  const underWay = new Set<Promise<void>>();
  let isStopped = false;

  async function takeUp(webhook: Webhook, most: number): Promise<number> {
    const holder = newSecret(12);
    const nowMs = clock.nowMs();
    const lease = { holder, untilMs: nowMs + LEASE_MS };
    const claimed = await deliveries.claimDue(webhook.id, nowMs, lease, most);
    for (const delivery of claimed) begin(webhook, delivery, holder);
    return claimed.length;
  }

  function begin(webhook: Webhook, delivery: WebhookDelivery, holder: string): void {
    const leave = slots.enter(webhook);
    const work = send(webhook, delivery, holder)
      .catch((error: unknown) => log.warn({ err: error }, 'the outcome of a delivery could not be written down'))
      .finally(() => {
        underWay.delete(work);
        leave();
        onSent();
      });
    underWay.add(work);
  }

  async function send(webhook: Webhook, delivery: WebhookDelivery, holder: string): Promise<void> {
    const tried = await sendDelivery(dependencies, webhook, delivery);
    if (isStopped && tried.state !== 'delivered') return deliveries.release(delivery, holder, clock.nowMs());
    await deliveries.noteTry(tried, holder, clock.nowMs());
  }

  return {
    async work() {
      const nowMs = clock.nowMs();
      const told = await deliveries.fanOut(EVENTS_AT_ONCE, planDeliveries(nowMs));
      return told + (await slots.shareOut(await deliveries.listReady(nowMs), takeUp));
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop() {
      isStopped = true;
    },
  };
}
