import type { Payment } from '../../../domain/payments/payment.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { findOwnAccount } from '../in-app/find-own-account.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { withdrawalForm, withdrawalUnderWay } from './withdrawal-page.ts';
import { fromClaims } from './withdrawal-session.ts';

/** Makes the withdrawal; leads back to the app when it is paid, or says how it stands. */
export async function submitWithdrawal(
  dependencies: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
  ticket: PageTicket,
): Promise<RouteReply> {
  const { payments, pageTickets } = dependencies;
  const { broker } = caller;
  const { userId, login, paymentId } = fromClaims(ticket.claims);
  const account = await findOwnAccount(dependencies, broker, userId, login);
  const amount = typeof body.amount === 'string' ? body.amount : '';
  const payment = await payments.withdraw(broker, { paymentId, account, amount });
  const received = { context, query, body };
  switch (payment.state) {
    case 'paid':
      return { kind: 'redirect', location: broker.screens.successUrl, headers: {} };
    case 'failed': {
      const fault = faultOf(payment);
      context.errorCode = fault.code;
      // The next try is another payment.
      const claims = { ...ticket.claims, paymentId: await payments.nextPaymentId(broker, payment.id) };
      const renewed = pageTickets.renew('withdrawal', broker.brokerName, ticket, claims);
      return withdrawalForm(dependencies, broker, received, renewed, fault);
    }
    case 'returning':
    case 'returned':
    case 'unconfirmed':
      throw new BridgeError(`withdrawal_${payment.state}`, { detail: `payment ${payment.id}` });
    default:
      return withdrawalUnderWay(dependencies, broker, received, ticket, payment);
  }
}

/** Nothing was taken from the account. */
function faultOf({ failure }: Payment): BridgeError {
  if (failure === 'unavailable') return new BridgeError('withdrawal_unavailable');
  return new BridgeError('withdrawal_refused', { field: 'amount' });
}
