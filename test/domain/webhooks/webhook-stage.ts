import type { Broker } from '../../../src/domain/brokers/broker.ts';
import type { WebhookWithSecret } from '../../../src/domain/webhooks/webhook.ts';
import type { WebhookDelivery } from '../../../src/domain/webhooks/webhook-delivery.ts';
import type { StoreUrls } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A bridge whose webhooks a test moves by hand. */
export interface WebhookStage {
  readonly bridge: TestBridge;
  readonly broker: Broker;
  /** Something happens to an object. @returns The event's id. */
  happen(objectId: string, state?: string, brokerName?: string): Promise<string>;
  /** Delivers until nothing more is due. @returns How much there was to do. */
  deliver(bridge?: TestBridge): Promise<number>;
  /** @returns The webhook's deliveries, the latest event first. */
  deliveries(subscribed: WebhookWithSecret): Promise<readonly WebhookDelivery[]>;
  /** Another process on the same stores, at the same time. */
  startAnother(): Promise<TestBridge>;
  /** Leaves no webhook of the white label. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function openWebhookStage(urls: StoreUrls): Promise<WebhookStage> {
  const bridge = await startTestBridge(urls);
  const broker = bridge.app.brokers.get('tradingtech_main');

  async function deliver({ app }: TestBridge = bridge): Promise<number> {
    let all = 0;
    for (;;) {
      const done = await app.webhooks.deliverDue();
      if (done === 0) return all;
      all += done;
    }
  }

  return {
    bridge,
    broker,
    deliver,
    async happen(objectId, state = 'credited', brokerName = broker.brokerName) {
      const { events } = bridge.app;
      const event = events.newEvent({ brokerName }, 'payment.credited', objectId, { paymentId: objectId, state });
      await events.post([event]);
      return event.id;
    },
    deliveries: ({ webhook }) => bridge.app.webhooks.listDeliveries(broker, webhook.id, { limit: 1000 }),
    startAnother: () =>
      startTestBridge({ ...urls, clock: bridge.clock, environment: { DATA_DIR: bridge.dataDir }, keepFolder: true }),
    async clear() {
      for (const { id } of await bridge.app.webhooks.list(broker)) await bridge.app.webhooks.remove(broker, id);
      await deliver();
    },
    close: () => bridge.close(),
  };
}
