import type { Broker } from '../brokers/broker.ts';
import { debitWithdrawal } from './debit-withdrawal.ts';
import { payOutWithdrawal } from './pay-out-withdrawal.ts';
import type { Payment } from './payment.ts';
import { cashierFor } from './payments-dependencies.ts';
import { returnWithdrawal } from './return-withdrawal.ts';
import type { WithdrawalDependencies } from './withdrawal-dependencies.ts';

/** How often one run finds an answer lost, where it may be asked for again. */
const LOST_ANSWERS_PER_RUN = 3;

/** Takes the next step; nothing when none can be taken now. */
type Advance = () => Promise<Payment>;

/**
 * Takes a withdrawal as far as it goes now. May be called at any time, by any process, any number of times.
 *
 * @param payment - As it was read, and nobody's: new, or past its lease or its delay.
 * @returns The payment as it stands afterwards, whoever brought it there.
 */
export async function advanceWithdrawal(
  dependencies: WithdrawalDependencies,
  broker: Broker,
  payment: Payment,
): Promise<Payment> {
  let current = payment;
  for (let lostAnswers = 0; lostAnswers < LOST_ANSWERS_PER_RUN; ) {
    const advance = nextStep(dependencies, broker, current);
    if (!advance || dependencies.isStopping()) return current;
    const next = await advance();
    if (next.state === 'unconfirmed') lostAnswers += 1;
    // It has to wait for its next try, or somebody else is at it.
    else if (next.state === 'paying' || next.state === current.state) return next;
    current = next;
  }
  return current;
}

function nextStep(dependencies: WithdrawalDependencies, broker: Broker, payment: Payment): Advance | undefined {
  const debit = () => debitWithdrawal(dependencies, broker, payment);
  const giveBack = () => returnWithdrawal(dependencies, broker, payment);
  switch (payment.state) {
    case 'requested':
      return debit;
    case 'debited':
    case 'paying': {
      const cashier = cashierFor(dependencies, broker, payment);
      return cashier && (() => payOutWithdrawal(dependencies, broker, payment, cashier));
    }
    case 'returning':
      return payment.pendingCall === null ? giveBack : undefined;
    case 'unconfirmed':
      // Sending it again is safe only where the platform knows its `externalId` again.
      if (!broker.platform.idempotentExternalIds) return undefined;
      return payment.pendingCall === 'return' ? giveBack : debit;
    default:
      return undefined;
  }
}
