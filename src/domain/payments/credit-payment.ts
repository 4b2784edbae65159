import type { Broker } from '../brokers/broker.ts';
import { askBalanceChange, type BalanceOutcome } from './ask-balance-change.ts';
import { movePayment, rereadPayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

/** When a payment that could not be finished is looked at again: later each time. */
const RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 600_000;

/**
 * Puts the money on the account (call 3.5). Whoever gets the payment into `crediting` makes the call, nobody else does,
 * and that is written down before anything is sent.
 *
 * @param payment - Authorised, or unconfirmed at a platform that knows an `externalId` again.
 * @returns The payment as it stands afterwards, whoever brought it there.
 */
export async function creditPayment(
  dependencies: PaymentsDependencies,
  broker: Broker,
  payment: Payment,
): Promise<Payment> {
  const claimed = await movePayment(dependencies, payment, 'crediting', {
    pendingCall: 'credit',
    attempts: payment.attempts + 1,
    dueAtMs: dependencies.clock.nowMs() + dependencies.leaseMs,
  });
  if (!claimed) return rereadPayment(dependencies, payment);
  const credit = { type: 'DEPOSIT', externalId: claimed.id } as const;
  const outcome = inLightOf(payment, await askBalanceChange(dependencies, broker, claimed, credit));
  return (await settle(dependencies, claimed, outcome)) ?? settleLate(dependencies, claimed, outcome);
}

/** Of two tries with one `externalId` the first may have worked, whatever is said against the second. */
function inLightOf({ state }: Payment, outcome: BalanceOutcome): BalanceOutcome {
  return state === 'unconfirmed' && outcome.kind !== 'done' ? { kind: 'unknown' } : outcome;
}

function settle(
  dependencies: PaymentsDependencies,
  payment: Payment,
  outcome: BalanceOutcome,
): Promise<Payment | undefined> {
  const nowMs = dependencies.clock.nowMs();
  const dueAtMs = nowMs + Math.min(payment.attempts * RETRY_MS, LONGEST_RETRY_MS);
  switch (outcome.kind) {
    case 'done':
      return movePayment(dependencies, payment, 'credited', {
        pendingCall: null,
        balanceHistoryId: outcome.balanceHistoryId,
      });
    case 'refused':
      return movePayment(dependencies, payment, 'failed', {
        ...{ failure: 'refused', release: 'due' },
        ...{ pendingCall: null, dueAtMs: nowMs },
      });
    case 'not_done':
      return movePayment(dependencies, payment, 'authorised', { pendingCall: null, dueAtMs });
    case 'unknown':
      return movePayment(dependencies, payment, 'unconfirmed', { dueAtMs });
  }
}

/** Somebody took us for dead. What we know for certain still counts, unless the payment was sent again since. */
async function settleLate(
  dependencies: PaymentsDependencies,
  claimed: Payment,
  outcome: BalanceOutcome,
): Promise<Payment> {
  const current = await rereadPayment(dependencies, claimed);
  if (outcome.kind === 'unknown' || current.state !== 'unconfirmed' || current.attempts !== claimed.attempts)
    return current;
  return (await settle(dependencies, current, outcome)) ?? rereadPayment(dependencies, claimed);
}
