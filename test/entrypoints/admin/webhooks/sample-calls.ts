import type { AdminSamples, AdminScene } from '../support/admin-sample.ts';
import { ofNothing } from '../support/admin-sample.ts';

const url = 'https://systems.example/hook';

async function aWebhook({ bridge, brokerName }: AdminScene) {
  const { app } = bridge;
  const broker = app.brokers.get(brokerName);
  // A white label has no more than fifty.
  for (const { id } of await app.webhooks.list(broker)) await app.webhooks.remove(broker, id);
  const { webhook } = await app.webhooks.subscribe(broker, { url, eventTypes: ['user.created'] });
  return { params: { brokerName, webhookId: webhook.id } };
}

async function aDelivery(scene: AdminScene) {
  const { app } = scene.bridge;
  const { params } = await aWebhook(scene);
  const { id } = await app.webhooks.ping(app.brokers.get(scene.brokerName), params.webhookId);
  return { params: { ...params, deliveryId: id } };
}

export const webhookSamples: AdminSamples = {
  listWebhooks: ofNothing,
  getWebhook: aWebhook,
  createWebhook: async (scene) => ({
    params: { brokerName: (await aWebhook(scene)).params.brokerName },
    body: { url },
  }),
  changeWebhook: async (scene) => ({ ...(await aWebhook(scene)), body: { description: 'The ledger' } }),
  rotateWebhookSecret: aWebhook,
  deleteWebhook: aWebhook,
  pingWebhook: aWebhook,
  listWebhookDeliveries: aDelivery,
  getWebhookDelivery: aDelivery,
  resendWebhookDelivery: aDelivery,
  resendFailedWebhookDeliveries: async (scene) => ({
    ...(await aWebhook(scene)),
    body: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
  }),
};
