import { BridgeError } from '../../../errors/bridge-error.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { findOwnAccount } from '../in-app/find-own-account.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { depositFaultOf } from './deposit-fault.ts';
import { depositPage } from './deposit-page.ts';
import { returnReferenceOf, returnUrlOf, stepReferenceOf } from './deposit-return.ts';
import { fromClaims } from './deposit-session.ts';

/** Makes the deposit. When the money is on the account, and only then, leads back to the app. */
export async function submitDeposit(
  dependencies: ScreensDependencies,
  call: RouteCall<ScreenCaller>,
  ticket: PageTicket,
): Promise<RouteReply> {
  const { payments, translations } = dependencies;
  const { caller, query, body, context } = call;
  const { broker } = caller;
  const session = fromClaims(ticket.claims);
  const account = await findOwnAccount(dependencies, broker, session.userId, String(session.login));
  const { payment, location } = await payments.deposit(broker, {
    paymentId: session.paymentId,
    account,
    amount: typeof body.amount === 'string' ? body.amount : '',
    address: context.address,
    visit: {
      ...parseScreenLook(query, broker, translations),
      returnUrl: returnUrlOf(dependencies, broker, session, query),
      secondStepUrl: stepReferenceOf(dependencies, broker, session, context),
    },
  });
  const fault = depositFaultOf(payment);
  if (fault === 'deposit_declined') return tryAgain(dependencies, call, ticket, payment.id);
  if (fault !== undefined) throw new BridgeError(fault, { detail: `payment ${payment.id} is ${payment.state}` });
  if (payment.state === 'credited') return { kind: 'redirect', location: broker.screens.successUrl, headers: {} };
  const next = location ?? returnReferenceOf(dependencies, broker, session, context);
  return { kind: 'redirect', location: next, headers: {} };
}

/** The next try is another payment. */
async function tryAgain(
  dependencies: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
  ticket: PageTicket,
  declinedId: string,
): Promise<RouteReply> {
  const { payments, pageTickets } = dependencies;
  const { broker } = caller;
  context.errorCode = 'deposit_declined';
  const claims = { ...ticket.claims, paymentId: await payments.nextPaymentId(broker, declinedId) };
  const renewed = pageTickets.renew('deposit', broker.brokerName, ticket, claims);
  const error = new BridgeError('deposit_declined');
  return depositPage(dependencies, broker, { context, query, body }, renewed, error);
}
