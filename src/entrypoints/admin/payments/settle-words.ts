import type { ShownWholePayment } from './payment-rows.ts';

type Choice = ShownWholePayment['choices'][number];
type Words = Readonly<Record<string, string>>;

const CALLS: Words = {
  credit: 'the platform credited it',
  debit: 'the platform debited it',
  payout: 'the cashier paid it out',
  return: 'the platform put it back on the account',
};

/** Which question is open. */
export function whatIsUnknown({ kind, pendingCall, state, release }: ShownWholePayment): string {
  if (release === 'by_hand') {
    return 'The cashier holds money that is the trader’s, and cannot be told to give it back. Give it back by hand, then say so here.';
  }
  if (state === 'paying') return 'Its cashier was changed, so that nobody knows whether the one before paid it out.';
  if (pendingCall === null || state !== 'unconfirmed') {
    return kind === 'deposit'
      ? 'The cashier never said whether it took the money. Look there before you settle it.'
      : 'Nobody knows what became of it. Look at the platform and at the cashier before you settle it.';
  }
  return `An answer was lost, so that nobody knows whether ${CALLS[pendingCall]}. Look at the account’s history at the platform before you settle it.`;
}

/** An outcome in words of the question that is open. */
export function labelOf({ kind, pendingCall, state, release }: ShownWholePayment, { outcome }: Choice): string {
  if (release === 'by_hand') return 'It was given back to the trader';
  const isAtPlatform = state === 'unconfirmed';
  const place = isAtPlatform ? 'at the platform' : 'at the cashier';
  const deed = isAtPlatform
    ? pendingCall === 'return'
      ? 'put back'
      : kind === 'deposit'
        ? 'credited'
        : 'debited'
    : kind === 'deposit'
      ? 'taken'
      : 'paid out';
  if (outcome === 'done') return `It was ${deed} ${place}`;
  return outcome === 'again' ? `It was not ${deed}: try it again` : `It was not ${deed} ${place}`;
}

/** What the bridge does once staff has said so, with the money and the account. */
export function consequenceOf(payment: ShownWholePayment, { state, givesBack }: Choice): string {
  const { amount, currency, login, release } = payment;
  const money = `${amount} ${currency}`;
  if (release === 'by_hand') return `The payment is over: ${money} count as given back to the trader. No money moves.`;
  const what: Words = {
    credited: `The payment is over: ${money} count as credited to account ${login}. Nothing is sent to the platform.`,
    authorised: `${money} are credited to account ${login} now: the platform is asked to change the balance.`,
    failed: givesBack
      ? `The payment has failed: account ${login} stays as it is, and the cashier is told to give ${money} back to the trader.`
      : `The payment has failed: account ${login} stays as it is, and no money moves.`,
    requested: `${money} are debited from account ${login} now: the platform is asked to change the balance.`,
    debited: `${money} count as debited from account ${login}, and are paid out to the trader now.`,
    paid: `The payment is over: ${money} of account ${login} count as paid out. No money moves.`,
    returning: `${money} are put back on account ${login} now: the platform is asked to change the balance.`,
    returned: `The payment is over: ${money} count as put back on account ${login}. Nothing is sent to the platform.`,
  };
  return what[state] ?? `The payment goes on as ${state}, with ${money} and account ${login}.`;
}
