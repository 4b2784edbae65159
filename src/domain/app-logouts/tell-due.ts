import { failureReason } from '../../errors/failure-reason.ts';
import { type DeliveryRules, deliverFromOutbox } from '../../lib/deliver-from-outbox.ts';
import type { AppLogoutsDependencies } from './app-logouts-dependencies.ts';
import type { LogoutNotice, TellApp } from './logout-notice.ts';

const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 3_600_000;
/** By how much at most a pause is shortened. */
const JITTER = 0.25;
/** Shorter than any pause, so that whoever failed is tried again in its turn. */
const REST_MS = 1000;

const RULES: DeliveryRules<LogoutNotice> = {
  atOnce: 50,
  leaseMs: 60_000,
  giveUpAfterMs: 3 * 86_400_000,
  pauseMs: pauseAfter,
};

/** Until when an app that has just failed is left alone, by app. */
export type RestingApps = Map<string, number>;

/** @returns How many notices were taken up. */
export function tellDue(
  { outbox, clock, log }: AppLogoutsDependencies,
  resting: RestingApps,
  tell: TellApp,
): Promise<number> {
  for (const [app, untilMs] of resting) {
    if (untilMs <= clock.nowMs()) resting.delete(app);
  }
  return deliverFromOutbox({
    outbox,
    clock,
    rules: RULES,
    async deliver(notice) {
      // What waits for an app that is away must not keep all others waiting until each of it was tried.
      if (resting.has(appOf(notice))) throw Object.assign(new Error('The app is away'), { code: 'ERR_APP_AWAY' });
      const outcome = await tell(notice);
      if (outcome === 'gone') log.info(lineOf(notice), 'an app that was to be told of a log-out is no more');
    },
    noteFailure(notice, error, isGivenUp) {
      if (!resting.has(appOf(notice))) resting.set(appOf(notice), clock.nowMs() + REST_MS);
      const line = { ...lineOf(notice), reason: failureReason(error) };
      if (isGivenUp) log.error(line, 'telling an app of a log-out was given up after three days');
      else log.warn({ ...line, failures: notice.failures + 1 }, 'an app could not be told of a log-out; trying again');
    },
  });
}

/**
 * The pauses double, up to an hour. What was posted at once is not all tried again at once: the random end of its id puts
 * each notice in a place of its own.
 */
function pauseAfter({ id, failures }: LogoutNotice): number {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
  const share = Number.parseInt(id.slice(-4), 16) / 0x1_0000;
  return Math.round(pauseMs * (1 - JITTER * share));
}

function appOf({ brokerName, clientId }: LogoutNotice): string {
  return `${brokerName}/${clientId}`;
}

function lineOf({ brokerName, clientId, id }: LogoutNotice) {
  return { broker: brokerName, client: clientId, notice: id };
}
