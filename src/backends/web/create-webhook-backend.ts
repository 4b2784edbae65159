import type { WebhookBackend } from '../../domain/webhooks/webhook-backend.ts';
import { createWebFetch, type WebFetchOptions } from './create-web-fetch.ts';

/** From connecting to the last byte. */
const TIMEOUT_MS = 10_000;
/** White labels may have their receivers at one host: who hangs there must not hold up the others. */
const CONNECTIONS_PER_ORIGIN = 1024;

/** Webhooks go where `WebFetch` goes, and have longer to answer. */
export function createWebhookBackend(options: WebFetchOptions): WebhookBackend {
  const web = createWebFetch({ timeoutMs: TIMEOUT_MS, connectionsPerOrigin: CONNECTIONS_PER_ORIGIN, ...options });
  return {
    send: ({ url, ...message }) => web.post(url, message),
    close: () => web.close(),
  };
}
