import { randomUUID } from 'node:crypto';
import type { BrokerClient, User, WebhookWithSecret } from '../../../../src/client/client.ts';
import type { BrokerApiStage } from './broker-api-stage.ts';
import { type SeededTrader, seededTrader } from './seeded-trader.ts';

/** What sample calls find, and make for themselves. */
export interface Scene extends BrokerApiStage {
  readonly client: BrokerClient;
  readonly trader: SeededTrader;
  /** A trader of its own for a call that changes one. */
  newUser(): Promise<User>;
  newWebhook(): Promise<WebhookWithSecret>;
  /** A delivery of this webhook. */
  newDelivery(webhookId: string): Promise<string>;
}

export async function openScene(stage: BrokerApiStage, client: BrokerClient): Promise<Scene> {
  return {
    ...stage,
    client,
    trader: await seededTrader(stage, stage.system),
    newUser: async () => (await client.createUser({ body: { email: `${randomUUID()}@example.com` } })).data,
    newWebhook: async () => (await client.createWebhook({ body: { url: 'https://systems.example/events' } })).data,
    newDelivery: async (webhookId) => (await client.pingWebhook({ webhookId })).data.id,
  };
}
