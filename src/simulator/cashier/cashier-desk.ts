import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../lib/clock.ts';
import { type App, findBroker } from '../app/app.ts';
import type { CashierVisit } from './cashier-visit.ts';
import { sendCallback } from './send-callback.ts';

export type Decision = 'pay' | 'decline' | 'never-answer';

export interface CashierDesk {
  /** Takes a trader's decision, and tells the bridge. The first one for a payment counts. */
  decide(visit: CashierVisit, decision: Decision): Promise<void>;
}

/** Between tries, while the bridge does not answer. */
const WAITS_MS = [500, 1000, 2000, 4000, 8000];
/** How many decisions are remembered; the oldest are forgotten. */
const KEPT_DECISIONS = 1000;

export function createCashierDesk(app: App, clock: Clock): CashierDesk {
  const decisions = new Map<string, Decision>();

  async function tryAgain(visit: CashierVisit, outcome: 'authorised' | 'declined'): Promise<void> {
    for (const waitMs of WAITS_MS) {
      await delay(waitMs, undefined, { signal: app.closing, ref: false });
      if (await tell(visit, outcome)) return;
    }
  }

  /** @returns Whether the bridge answered. */
  async function tell(visit: CashierVisit, outcome: 'authorised' | 'declined'): Promise<boolean> {
    const broker = findBroker(app, visit.broker);
    return broker === undefined || sendCallback(app, clock, broker, visit, outcome);
  }

  return {
    async decide(visit, decision) {
      const first = decisions.get(visit.payment) ?? decision;
      decisions.set(visit.payment, first);
      const [oldest] = decisions.keys();
      if (decisions.size > KEPT_DECISIONS && oldest !== undefined) decisions.delete(oldest);
      if (first === 'never-answer') return;
      const outcome = first === 'pay' ? 'authorised' : 'declined';
      // Whoever closes the simulator ends the tries.
      if (!(await tell(visit, outcome))) tryAgain(visit, outcome).catch(() => undefined);
    },
  };
}
