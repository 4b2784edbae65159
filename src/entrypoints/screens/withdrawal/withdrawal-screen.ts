import { findOwnAccount } from '../in-app/find-own-account.ts';
import type { InappPage } from '../in-app/inapp-page.ts';
import { inappScreen } from '../in-app/inapp-screen.ts';
import { renewPayment } from '../in-app/renew-payment.ts';
import type { Screen } from '../page/screen.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { submitWithdrawal } from './submit-withdrawal.ts';
import { withdrawalForm } from './withdrawal-page.ts';
import { newClaims } from './withdrawal-session.ts';

export function withdrawalScreen(dependencies: ScreensDependencies): Screen {
  const { payments } = dependencies;
  const page: InappPage = {
    action: 'withdrawal',
    path: '/inapp/withdrawal',
    title: 'withdrawal.title',
    summary: {
      open: 'The withdrawal page, opened by the one-time token of call 4.4',
      submit: 'Makes the withdrawal, and leads to the success URL when it is paid; says so when the cashier pays later',
    },
    openErrors: ['withdrawals_off', 'withdrawal_from_demo', 'account_unknown'],
    formErrors: [
      'amount_malformed',
      'amount_too_precise',
      'withdrawal_below_minimum',
      'withdrawal_above_maximum',
      'withdrawal_refused',
      'withdrawal_unavailable',
      'too_many_attempts',
    ],
    endErrors: [
      'withdrawals_off',
      'withdrawal_from_demo',
      'account_unknown',
      'withdrawal_returning',
      'withdrawal_returned',
      'withdrawal_unconfirmed',
      'withdrawal_changed',
    ],
    async open(broker, user, query) {
      const account = await findOwnAccount(dependencies, broker, user.id, query.account);
      payments.checkWithdrawable(broker, account);
      return newClaims(account, payments.newPaymentId());
    },
    renewClaims: renewPayment(dependencies),
    render: (broker, received, ticket, error) => withdrawalForm(dependencies, broker, received, ticket, error),
    submit: (call, ticket) => submitWithdrawal(dependencies, call, ticket),
  };
  return inappScreen(dependencies, page);
}
