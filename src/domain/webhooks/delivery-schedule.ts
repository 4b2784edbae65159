import type { WebhookDelivery } from './webhook-delivery.ts';

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 4 * 3_600_000;
/** By how much at most a pause is shortened. */
const JITTER = 0.25;
const GIVE_UP_AFTER_MS = 3 * 86_400_000;

/**
 * When a delivery that has failed once more is tried again; the pauses double, up to four hours. What failed at once is not
 * all tried again at once: the random end of its id puts each delivery in a place of its own.
 *
 * @param failures - Without the last one.
 * @returns `undefined` when its three days are over by then.
 */
export function nextTryAtMs(
  { id, failures, retriesFromMs }: Pick<WebhookDelivery, 'id' | 'failures' | 'retriesFromMs'>,
  nowMs: number,
): number | undefined {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
  const share = Number.parseInt(id.slice(-4), 16) / 0x1_0000;
  const dueAtMs = nowMs + Math.round(pauseMs * (1 - JITTER * share));
  return dueAtMs - retriesFromMs > GIVE_UP_AFTER_MS ? undefined : dueAtMs;
}
