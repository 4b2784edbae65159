import { isBridgeError } from '../../errors/bridge-error.ts';
import { toDecimalText } from '../../lib/money.ts';
import type { Broker } from '../brokers/broker.ts';
import { movePayment, rereadPayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

/** When a payment that could not be finished is looked at again: later each time. */
const RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 600_000;

/** What became of call 3.5. `not_done`: certainly not carried out, and worth another try. */
type CreditOutcome =
  | { readonly kind: 'credited'; readonly balanceHistoryId: number }
  | { readonly kind: 'refused' | 'not_done' | 'unknown' };

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
    attempts: payment.attempts + 1,
    dueAtMs: dependencies.clock.nowMs() + dependencies.leaseMs,
  });
  if (!claimed) return rereadPayment(dependencies, payment);
  const outcome = inLightOf(payment, await askPlatform(dependencies, broker, claimed));
  return (await settle(dependencies, claimed, outcome)) ?? settleLate(dependencies, claimed, outcome);
}

/** Of two tries with one `externalId` the first may have worked, whatever is said against the second. */
function inLightOf({ state }: Payment, outcome: CreditOutcome): CreditOutcome {
  return state === 'unconfirmed' && outcome.kind !== 'credited' ? { kind: 'unknown' } : outcome;
}

async function askPlatform(
  { platform, log }: PaymentsDependencies,
  broker: Broker,
  { id, login, amountMinor, moneyDigits }: Payment,
): Promise<CreditOutcome> {
  const preciseAmount = toDecimalText(amountMinor, moneyDigits);
  try {
    const balanceHistoryId = await platform.changeBalance(broker, {
      login,
      type: 'DEPOSIT',
      preciseAmount,
      externalId: id,
    });
    return { kind: 'credited', balanceHistoryId };
  } catch (error) {
    if (!isBridgeError(error)) log.error({ err: error, payment: id }, 'bug');
    if (!isBridgeError(error) || error.outcome !== 'not_done') return { kind: 'unknown' };
    return { kind: error.code === 'platform_unavailable' ? 'not_done' : 'refused' };
  }
}

function settle(
  dependencies: PaymentsDependencies,
  payment: Payment,
  outcome: CreditOutcome,
): Promise<Payment | undefined> {
  const dueAtMs = dependencies.clock.nowMs() + Math.min(payment.attempts * RETRY_MS, LONGEST_RETRY_MS);
  switch (outcome.kind) {
    case 'credited':
      return movePayment(dependencies, payment, 'credited', { balanceHistoryId: outcome.balanceHistoryId });
    case 'refused':
      return movePayment(dependencies, payment, 'failed', { failure: 'refused' });
    case 'not_done':
      return movePayment(dependencies, payment, 'authorised', { dueAtMs });
    case 'unknown':
      return movePayment(dependencies, payment, 'unconfirmed', { dueAtMs });
  }
}

/** Somebody took us for dead. What we know for certain still counts, unless the payment was sent again since. */
async function settleLate(
  dependencies: PaymentsDependencies,
  claimed: Payment,
  outcome: CreditOutcome,
): Promise<Payment> {
  const current = await rereadPayment(dependencies, claimed);
  const isCertain = outcome.kind === 'credited' || outcome.kind === 'refused';
  if (!isCertain || current.state !== 'unconfirmed' || current.attempts !== claimed.attempts) return current;
  return (await settle(dependencies, current, outcome)) ?? rereadPayment(dependencies, claimed);
}
