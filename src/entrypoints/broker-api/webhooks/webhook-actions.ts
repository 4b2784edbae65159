import type { NewWebhook, Webhook, WebhookSettings, WebhookWithSecret } from '../../../domain/webhooks/webhook.ts';
import { etagOf, expectedRevision } from '../../../http/etags.ts';
import { pageOfAll } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { showWebhook } from './shown-webhook.ts';

type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

/** The same `Idempotency-Key` makes one webhook, whatever became of the first try. */
export function postWebhooks({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, body, idempotencyId }) => {
    // The schema has seen to it.
    const wanted = body as unknown as NewWebhook;
    return replyWithSecret(
      await webhooks.subscribe(broker, { ...wanted, ...(idempotencyId === null ? {} : { id: idempotencyId }) }),
    );
  };
}

export function getWebhooks({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, query }) => ({ body: pageOfAll(await webhooks.list(broker), query, showWebhook) });
}

export function getWebhook({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => reply(await webhooks.get(broker, String(params.webhookId)));
}

export function patchWebhook({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, params, body, ifMatch }) => {
    const change: Partial<WebhookSettings> = body;
    return reply(await webhooks.update(broker, String(params.webhookId), change, expectedRevision(ifMatch)));
  };
}

export function deleteWebhook({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, params, ifMatch }) => {
    await webhooks.remove(broker, String(params.webhookId), expectedRevision(ifMatch));
    return {};
  };
}

export function postRotateSecret({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, params, body }) =>
    replyWithSecret(await webhooks.rotateSecret(broker, String(params.webhookId), Number(body.overlapSeconds)));
}

function reply(webhook: Webhook): BrokerApiReply {
  return { body: showWebhook(webhook), etag: etagOf(webhook) };
}

function replyWithSecret({ webhook, secret }: WebhookWithSecret): BrokerApiReply {
  return { body: { ...showWebhook(webhook), secret }, etag: etagOf(webhook) };
}
