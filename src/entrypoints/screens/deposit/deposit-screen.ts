import { findOwnAccount } from '../in-app/find-own-account.ts';
import { inappScreen } from '../in-app/inapp-screen.ts';
import { renewPayment } from '../in-app/renew-payment.ts';
import type { Screen } from '../page/screen.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { depositPage } from './deposit-page.ts';
import { newDepositSession, toClaims } from './deposit-session.ts';
import { submitDeposit } from './submit-deposit.ts';

/** The form. What follows on it are `returnScreen` and `secondStepScreen`. */
export function depositScreen(dependencies: ScreensDependencies): Screen {
  const { payments } = dependencies;
  return inappScreen(dependencies, {
    action: 'deposit',
    path: '/inapp/deposit',
    title: 'deposit.title',
    summary: {
      open: 'The deposit page, opened by the one-time token of call 4.4',
      submit: 'Makes the deposit, and leads to the success URL when it is credited, or to the cashier',
    },
    openErrors: ['deposits_off', 'deposit_to_demo', 'account_unknown'],
    formErrors: [
      'amount_malformed',
      'amount_too_precise',
      'amount_below_minimum',
      'amount_above_maximum',
      'deposit_declined',
      'too_many_attempts',
    ],
    endErrors: [
      'deposits_off',
      'deposit_to_demo',
      'account_unknown',
      'deposit_refused',
      'deposit_pending',
      'deposit_unconfirmed',
      'deposit_expired',
      'deposit_changed',
    ],
    async open(broker, user, query) {
      const account = await findOwnAccount(dependencies, broker, user.id, query.account);
      payments.checkDepositable(broker, account);
      return toClaims(newDepositSession(account, payments.newPaymentId()));
    },
    renewClaims: renewPayment(dependencies),
    render: (broker, received, ticket, error) => depositPage(dependencies, broker, received, ticket, error),
    submit: (call, ticket) => submitDeposit(dependencies, call, ticket),
  });
}
