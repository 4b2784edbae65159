import { createHash, randomUUID } from 'node:crypto';
import type { BrokerClient, User, WebhookWithSecret } from '../../../../src/client/client.ts';
import { depositScreen } from '../../../support/deposit-screen.ts';
import type { BrokerApiStage } from './broker-api-stage.ts';
import { type SeededTrader, seededTrader } from './seeded-trader.ts';

/** What sample calls find, among it a deposit, and make for themselves. */
export interface Scene extends BrokerApiStage {
  readonly client: BrokerClient;
  readonly trader: SeededTrader;
  /** A trader of its own for a call that changes one. */
  newUser(): Promise<User>;
  /** One that the broker opened at the platform by other means. @returns Its number. */
  accountAtPlatform(password: string): Promise<number>;
  newWebhook(): Promise<WebhookWithSecret>;
  /** A delivery of this webhook. */
  newDelivery(webhookId: string): Promise<string>;
}

export async function openScene(stage: BrokerApiStage, client: BrokerClient): Promise<Scene> {
  await depositScreen(stage.bridge.url).deposit('25.00');
  return {
    ...stage,
    client,
    trader: await seededTrader(stage, stage.system),
    newUser: async () => (await client.createUser({ body: { email: `${randomUUID()}@example.com` } })).data,
    accountAtPlatform: (password) => openAtPlatform(stage, password),
    newWebhook: async () => (await client.createWebhook({ body: { url: 'https://systems.example/events' } })).data,
    newDelivery: async (webhookId) => (await client.pingWebhook({ webhookId })).data.id,
  };
}

async function openAtPlatform({ bridge, system }: BrokerApiStage, password: string): Promise<number> {
  const broker = bridge.app.brokers.get(system.brokerName);
  const { firstAccount: offer } = broker;
  if (offer?.environment !== 'demo') throw new Error('The first account is not a demo one');
  const passwordMd5 = createHash('md5').update(password).digest('hex');
  const person = { firstName: null, lastName: null, email: `${randomUUID()}@example.com` };
  return (await bridge.app.platform.createAccount(broker, { offer, passwordMd5, ...person })).login;
}
