import type { Payment } from '../../domain/payments/payment.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import type { RouteCall, RouteReply } from '../../http/route.ts';
import type { ScreenCaller } from './authenticate.ts';
import { depositPage } from './deposit-page.ts';
import { DEPOSIT_PAGE, fromClaims, toClaims } from './deposit-session.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

const DECLINED: ErrorCode = 'deposit_declined';

/** Makes the deposit; when the money is on the account, and only then, leads back to the app. */
export function postDeposit(dependencies: ScreensDependencies) {
  const { payments, trading, pageTickets } = dependencies;
  return async ({ caller, query, body, context }: RouteCall<ScreenCaller>): Promise<RouteReply> => {
    const { broker, ticket } = caller;
    if (!ticket) throw new Error('The route demands a ticket');
    const session = fromClaims(ticket.claims);
    const account = await trading.findAccount(broker, session.userId, session.login);
    if (!account) throw new BridgeError('account_unknown');
    const amount = typeof body.amount === 'string' ? body.amount : '';
    const payment = await payments.deposit(broker, { paymentId: session.paymentId, account, amount });
    const fault = faultOf(payment);
    if (fault === undefined) return { kind: 'redirect', location: broker.screens.successUrl, headers: {} };
    if (fault !== DECLINED) throw new BridgeError(fault, { detail: `payment ${payment.id} is ${payment.state}` });
    // The next try is another payment.
    context.errorCode = fault;
    const claims = toClaims({ ...session, paymentId: payments.newPaymentId() });
    const renewed = pageTickets.renew(DEPOSIT_PAGE, broker.brokerName, ticket, claims);
    return depositPage(dependencies, broker, { context, query, body }, renewed, fault);
  };
}

function faultOf({ state, failure }: Payment): ErrorCode | undefined {
  if (state === 'credited') return undefined;
  if (state === 'failed') return failure === 'declined' ? DECLINED : 'deposit_refused';
  return state === 'unconfirmed' ? 'deposit_unconfirmed' : 'deposit_pending';
}
