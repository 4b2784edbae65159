import type { Broker } from '../brokers/broker.ts';
import { resealSecret } from './webhook-secrets.ts';
import type { WebhooksDependencies } from './webhooks-dependencies.ts';

/** @returns How many webhooks had a secret that an older key sealed. @throws `webhook_unreadable` */
export async function resealWebhooks(
  { store, keyRing }: Pick<WebhooksDependencies, 'store' | 'keyRing'>,
  { brokerName }: Broker,
): Promise<number> {
  const old = (await store.list(brokerName)).filter(({ secrets }) =>
    secrets.some(({ sealed }) => !keyRing.isCurrent(sealed)),
  );
  for (const { id } of old) {
    await store.change(brokerName, id, (webhook) => ({
      ...webhook,
      secrets: webhook.secrets.map((secret) => resealSecret(keyRing, webhook, secret)),
    }));
  }
  return old.length;
}
