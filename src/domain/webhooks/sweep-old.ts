import type { WebhooksDependencies } from './webhooks-dependencies.ts';

const KEPT_MS = 30 * 86_400_000;
const LOOK_EVERY_MS = 3_600_000;
const AT_ONCE = 500;

/**
 * Forgets deliveries and events after 30 days, some at a time.
 *
 * @returns What does one step, now and then when there is nothing to do; it returns how much it forgot.
 */
export function createSweeper({ deliveries, clock }: Pick<WebhooksDependencies, 'deliveries' | 'clock'>) {
  let nextAtMs = Number.NEGATIVE_INFINITY;
  return async (): Promise<number> => {
    const nowMs = clock.nowMs();
    if (nowMs < nextAtMs) return 0;
    const forgotten = await deliveries.sweep(nowMs - KEPT_MS, AT_ONCE);
    if (forgotten === 0) nextAtMs = nowMs + LOOK_EVERY_MS;
    return forgotten;
  };
}
