import { newSecret } from '../../lib/secrets.ts';
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

/** How many deliveries of one webhook are sent side by side; one that fails is probed. */
const AT_ONCE = 4;
const AT_ONCE_WHILE_FAILING = 1;
/** Of all webhooks, in one process. */
const AT_ONCE_OF_ALL = 64;
/** Longer than one try can take. */
const LEASE_MS = 30_000;
const EVENTS_AT_ONCE = 200;

/** @param onSent - Called whenever there is room again. */
export function createDeliverer(dependencies: WebhooksDependencies, onSent: () => void): Deliverer {
  const { deliveries, clock, log } = dependencies;
  const sending = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  let isStopped = false;

  function roomOf({ id, failingSinceMs }: Webhook): number {
    const most = failingSinceMs === null ? AT_ONCE : AT_ONCE_WHILE_FAILING;
    return Math.min(most - (sending.get(id) ?? 0), AT_ONCE_OF_ALL - underWay.size);
  }

  async function takeUp(webhook: Webhook): Promise<number> {
    const room = roomOf(webhook);
    if (room <= 0) return 0;
    const holder = newSecret(12);
    const nowMs = clock.nowMs();
    const lease = { holder, untilMs: nowMs + LEASE_MS };
    const claimed = await deliveries.claimDue(webhook.id, nowMs, lease, room);
    for (const delivery of claimed) begin(webhook, delivery, holder);
    return claimed.length;
  }

  function begin(webhook: Webhook, delivery: WebhookDelivery, holder: string): void {
    sending.set(webhook.id, (sending.get(webhook.id) ?? 0) + 1);
    const work = send(webhook, delivery, holder)
      .catch((error: unknown) => log.warn({ err: error }, 'the outcome of a delivery could not be written down'))
      .finally(() => {
        underWay.delete(work);
        const others = (sending.get(webhook.id) ?? 1) - 1;
        if (others === 0) sending.delete(webhook.id);
        else sending.set(webhook.id, others);
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
      let done = await deliveries.fanOut(EVENTS_AT_ONCE, planDeliveries(nowMs));
      for (const webhook of await deliveries.listReady(nowMs)) done += await takeUp(webhook);
      return done;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop() {
      isStopped = true;
    },
  };
}
