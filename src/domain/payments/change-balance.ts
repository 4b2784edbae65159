import type { Broker } from '../brokers/broker.ts';
import { askBalanceChange, type BalanceOutcome } from './ask-balance-change.ts';
import { movePayment, type PaymentChange, rereadPayment } from './move-payment.ts';
import type { Payment, PaymentState } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

/** A call 3.5 of a payment, and where each of its outcomes leads. */
export interface BalanceCall {
  readonly name: 'credit' | 'debit' | 'return';
  readonly type: 'WITHDRAW' | 'DEPOSIT';
  readonly claim: PaymentState;
  externalId(payment: Payment): string;
  settle(claimed: Payment, outcome: BalanceOutcome): PaymentStep;
}

export interface PaymentStep {
  readonly state: PaymentState;
  readonly change: PaymentChange;
}

/**
 * Makes a call 3.5. Whoever gets the payment into the call's claim makes it, nobody else does, and that is written down
 * before anything is sent.
 *
 * @returns The payment as it stands afterwards, whoever brought it there.
 */
export async function changeBalance(
  dependencies: PaymentsDependencies,
  broker: Broker,
  payment: Payment,
  call: BalanceCall,
): Promise<Payment> {
  const claimed = await movePayment(dependencies, payment, call.claim, {
    pendingCall: call.name,
    attempts: payment.attempts + 1,
    dueAtMs: dependencies.clock.nowMs() + dependencies.leaseMs,
  });
  if (!claimed) return rereadPayment(dependencies, payment);
  const change = { type: call.type, externalId: call.externalId(payment) };
  const outcome = inLightOf(payment, await askBalanceChange(dependencies, broker, claimed, change));
  const step = call.settle(claimed, outcome);
  return (
    (await movePayment(dependencies, claimed, step.state, step.change)) ??
    settleLate(dependencies, claimed, call, outcome)
  );
}

/** Of two tries with one `externalId` the first may have worked, whatever is said against the second. */
function inLightOf({ state }: Payment, outcome: BalanceOutcome): BalanceOutcome {
  return state === 'unconfirmed' && outcome.kind !== 'done' ? { kind: 'unknown' } : outcome;
}

/** Somebody took us for dead. What we know for certain still counts, unless the payment was sent again since. */
async function settleLate(
  dependencies: PaymentsDependencies,
  claimed: Payment,
  call: BalanceCall,
  outcome: BalanceOutcome,
): Promise<Payment> {
  const current = await rereadPayment(dependencies, claimed);
  if (outcome.kind === 'unknown') return current;
  if (current.state !== 'unconfirmed' || current.attempts !== claimed.attempts) {
    const { brokerName, id } = claimed;
    dependencies.log.warn({ broker: brokerName, payment: id, call: call.name, ...outcome }, 'an answer came too late');
    return current;
  }
  const { state, change } = call.settle(current, outcome);
  return (await movePayment(dependencies, current, state, change)) ?? rereadPayment(dependencies, claimed);
}
