import { nextTryAtMs } from './delivery-schedule.ts';
import type { Webhook } from './webhook.ts';
import type { WebhookDelivery, WebhookTry } from './webhook-delivery.ts';
import type { WebhooksDependencies } from './webhooks-dependencies.ts';
import { writeMessage } from './write-message.ts';

/** How many tries the log of one delivery keeps. */
const MAX_TRIES = 50;

/**
 * Tries once.
 *
 * @returns The delivery as it stands afterwards, to be written down.
 */
export async function sendDelivery(
  dependencies: WebhooksDependencies,
  webhook: Webhook,
  delivery: WebhookDelivery,
): Promise<WebhookDelivery> {
  const { clock, log, telemetry } = dependencies;
  const tried = await tryOnce(dependencies, webhook, delivery);
  const tries = [...delivery.tries, tried].slice(-MAX_TRIES);
  const { status, error } = tried;
  const line = { broker: webhook.brokerName, webhook: webhook.id, delivery: delivery.id, type: delivery.event.type };
  if (status !== null && status >= 200 && status < 300) {
    telemetry.webhookTry('delivered', webhook.brokerName);
    return { ...delivery, state: 'delivered', tries };
  }
  const failures = delivery.failures + 1;
  const dueAtMs = nextTryAtMs(delivery, clock.nowMs());
  if (dueAtMs === undefined) {
    telemetry.webhookTry('given_up', webhook.brokerName);
    log.error({ ...line, status, error, failures }, 'an event for a webhook was given up after three days');
    return { ...delivery, state: 'dead', failures, tries };
  }
  telemetry.webhookTry('failed', webhook.brokerName);
  log.warn({ ...line, status, error, failures }, 'an event could not be sent to a webhook; trying again');
  return { ...delivery, failures, dueAtMs, tries };
}

async function tryOnce(
  { backend, keyRing, clock }: WebhooksDependencies,
  webhook: Webhook,
  { event }: WebhookDelivery,
): Promise<WebhookTry> {
  const atMs = clock.nowMs();
  const outcome = await send().then(
    (status) => ({ status, error: null }),
    (error: unknown) => ({ status: null, error: codeOf(error) }),
  );
  return { atMs, durationMs: Math.max(0, clock.nowMs() - atMs), ...outcome };

  async function send(): Promise<number> {
    return backend.send(writeMessage(keyRing, webhook, event, atMs));
  }
}

/** What an error says beside its code could repeat an address or an answer. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'ERR_NOT_SENT';
}
