import type { Payment } from '../../../domain/payments/payment.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { findOwnAccount } from '../in-app/find-own-account.ts';
import type { InappPage } from '../in-app/inapp-page.ts';
import { inappScreen } from '../in-app/inapp-screen.ts';
import type { Screen } from '../page/screen.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { depositPage } from './deposit-page.ts';
import { fromClaims, newDepositSession, toClaims } from './deposit-session.ts';

export function depositScreen(dependencies: ScreensDependencies): Screen {
  const { payments } = dependencies;
  const page: InappPage = {
    action: 'deposit',
    path: '/inapp/deposit',
    title: 'deposit.title',
    summary: {
      open: 'The deposit page, opened by the one-time token of call 4.4',
      submit: 'Makes the deposit, and leads to the success URL when it is credited',
    },
    openErrors: ['deposits_off', 'account_unknown'],
    formErrors: [
      'amount_malformed',
      'amount_too_precise',
      'amount_below_minimum',
      'amount_above_maximum',
      'deposit_declined',
    ],
    endErrors: [
      'deposits_off',
      'account_unknown',
      'deposit_refused',
      'deposit_pending',
      'deposit_unconfirmed',
      'deposit_changed',
    ],
    async open(broker, user, query) {
      if (!payments.offersDeposits) throw new BridgeError('deposits_off');
      const account = await findOwnAccount(dependencies, broker, user.id, query.account);
      return toClaims(newDepositSession(account, payments.newPaymentId()));
    },
    render: (broker, received, ticket, error) => depositPage(dependencies, broker, received, ticket, error),
    submit: (call, ticket) => makeDeposit(dependencies, call, ticket),
  };
  return inappScreen(dependencies, page);
}

const DECLINED: ErrorCode = 'deposit_declined';

/** Makes the deposit; when the money is on the account, and only then, leads back to the app. */
async function makeDeposit(
  dependencies: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
  ticket: PageTicket,
): Promise<RouteReply> {
  const { payments, pageTickets } = dependencies;
  const { broker } = caller;
  const session = fromClaims(ticket.claims);
  const account = await findOwnAccount(dependencies, broker, session.userId, String(session.login));
  const amount = typeof body.amount === 'string' ? body.amount : '';
  const payment = await payments.deposit(broker, { paymentId: session.paymentId, account, amount });
  const fault = faultOf(payment);
  if (fault === undefined) return { kind: 'redirect', location: broker.screens.successUrl, headers: {} };
  if (fault !== DECLINED) throw new BridgeError(fault, { detail: `payment ${payment.id} is ${payment.state}` });
  // The next try is another payment.
  context.errorCode = fault;
  const claims = { ...ticket.claims, ...toClaims({ ...session, paymentId: payments.newPaymentId() }) };
  const renewed = pageTickets.renew('deposit', broker.brokerName, ticket, claims);
  return depositPage(dependencies, broker, { context, query, body }, renewed, new BridgeError(fault));
}

function faultOf({ state, failure }: Payment): ErrorCode | undefined {
  if (state === 'credited') return undefined;
  if (state === 'failed') return failure === 'declined' ? DECLINED : 'deposit_refused';
  return state === 'unconfirmed' ? 'deposit_unconfirmed' : 'deposit_pending';
}
