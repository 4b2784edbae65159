import type { WebhookBackend } from '../../domain/webhooks/webhook-backend.ts';
import { createWebFetch, type WebFetchOptions } from './create-web-fetch.ts';

/** From connecting to the last byte. */
const TIMEOUT_MS = 10_000;

/** Webhooks go where `WebFetch` goes, and have longer to answer. */
export function createWebhookBackend(options: WebFetchOptions): WebhookBackend {
  const web = createWebFetch({ timeoutMs: TIMEOUT_MS, ...options });
  return {
    send: ({ url, ...message }) => web.post(url, message),
    close: () => web.close(),
  };
}
