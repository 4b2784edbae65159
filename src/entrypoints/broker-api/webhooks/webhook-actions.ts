import type { NewWebhook, Webhook, WebhookSettings, WebhookWithSecret } from '../../../domain/webhooks/webhook.ts';
import { etagOf, expectedRevision } from '../../../http/etags.ts';
import { pageOfAll } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { showWebhook } from './shown-webhook.ts';

type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

/** The same `Idempotency-Key` makes one webhook, whatever became of the first try. */
export function postWebhooks({ webhooks, clock }: BrokerApiDependencies): Handle {
  return async ({ broker, body, idempotencyId }) => {
    // The schema has seen to it.
    const wanted = body as unknown as NewWebhook;
    return replyWithSecret(
      await webhooks.subscribe(broker, { ...wanted, ...(idempotencyId === null ? {} : { id: idempotencyId }) }),
      clock.nowMs(),
    );
  };
}

export function getWebhooks({ webhooks, clock }: BrokerApiDependencies): Handle {
  return async ({ broker, query }) => {
    const nowMs = clock.nowMs();
    return { body: pageOfAll(await webhooks.list(broker), query, (webhook) => showWebhook(webhook, nowMs)) };
  };
}

export function getWebhook({ webhooks, clock }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => reply(await webhooks.get(broker, String(params.webhookId)), clock.nowMs());
}

export function patchWebhook({ webhooks, clock }: BrokerApiDependencies): Handle {
  return async ({ broker, params, body, ifMatch }) => {
    const change: Partial<WebhookSettings> = body;
    const changed = await webhooks.update(broker, String(params.webhookId), change, expectedRevision(ifMatch));
    return reply(changed, clock.nowMs());
  };
}

export function deleteWebhook({ webhooks }: BrokerApiDependencies): Handle {
  return async ({ broker, params, ifMatch }) => {
    await webhooks.remove(broker, String(params.webhookId), expectedRevision(ifMatch));
    return {};
  };
}

export function postRotateSecret({ webhooks, clock }: BrokerApiDependencies): Handle {
  return async ({ broker, params, body }) =>
    replyWithSecret(
      await webhooks.rotateSecret(broker, String(params.webhookId), Number(body.overlapSeconds)),
      clock.nowMs(),
    );
}

function reply(webhook: Webhook, nowMs: number): BrokerApiReply {
  return { body: showWebhook(webhook, nowMs), etag: etagOf(webhook) };
}

function replyWithSecret({ webhook, secret }: WebhookWithSecret, nowMs: number): BrokerApiReply {
  return { body: { ...showWebhook(webhook, nowMs), secret }, etag: etagOf(webhook) };
}
