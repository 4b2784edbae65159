import type { KeyRing } from '../../lib/key-ring.ts';
import type { BridgeEvent } from '../events/bridge-event.ts';
import type { Webhook } from './webhook.ts';
import type { WebhookMessage } from './webhook-backend.ts';
import { signWith } from './webhook-secrets.ts';

/**
 * An event as one webhook gets it. Each try is signed anew, so that a receiver may refuse what is older than five minutes
 * however often it was tried before.
 *
 * @throws `webhook_unreadable`
 */
export function writeMessage(keyRing: KeyRing, webhook: Webhook, event: BridgeEvent, nowMs: number): WebhookMessage {
  const { headers, body } = shownMessage(event);
  const timestamp = String(Math.floor(nowMs / 1000));
  return {
    url: webhook.url,
    headers: {
      ...headers,
      'webhook-timestamp': timestamp,
      'webhook-signature': signWith(keyRing, webhook, `${event.id}.${timestamp}.${body}`, nowMs),
    },
    body,
  };
}

export type ShownMessage = Pick<WebhookMessage, 'headers' | 'body'>;

/** What of it is the same at every try, and no secret. */
export function shownMessage(event: BridgeEvent): ShownMessage {
  const headers = { 'content-type': 'application/json', 'user-agent': 'Drawbridge', 'webhook-id': event.id };
  return { headers, body: bodyOf(event) };
}

/** The same text at every try. */
function bodyOf({ id, type, brokerName, objectId, data, createdAtMs }: BridgeEvent): string {
  return JSON.stringify({ id, type, createdAt: new Date(createdAtMs).toISOString(), brokerName, objectId, data });
}
