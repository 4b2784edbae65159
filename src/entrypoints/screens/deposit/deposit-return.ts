import type { Broker } from '../../../domain/brokers/broker.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { keptParameters } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import type { DepositSession } from './deposit-session.ts';

export const RETURN_PAGE = 'deposit-return';
export const RETURN_PATH = '/inapp/deposit/return';
export const STEP_PAGE = 'deposit-second-step';
export const STEP_PATH = '/inapp/deposit/second-step';

/** A trader may take long at the cashier; the page that it ends on only tells how the deposit stands. */
const RETURN_LIFETIME_MS = 86_400_000;

type Dependencies = Pick<ScreensDependencies, 'pageTickets' | 'linkTo'>;
type Whose = Pick<DepositSession, 'userId' | 'paymentId'>;

/** Where an outside cashier leads the browser; absolute, and known to carry a ticket that changes nothing. */
export function returnUrlOf(
  { pageTickets, linkTo }: Dependencies,
  { brokerName }: Broker,
  { userId, paymentId }: Whose,
  query: Readonly<Record<string, unknown>>,
): string {
  const ticket = pageTickets.open(RETURN_PAGE, brokerName, { userId, paymentId }, RETURN_LIFETIME_MS);
  return linkTo(brokerName, RETURN_PATH, { ...keptParameters(query), ticket: ticket.text });
}

/** The same page as our own pages lead to it: beside the deposit page, by whatever name that was reached. */
export function returnReferenceOf(
  { pageTickets }: Dependencies,
  { brokerName }: Broker,
  { userId, paymentId }: Whose,
  context: RequestContext,
): string {
  const ticket = pageTickets.open(RETURN_PAGE, brokerName, { userId, paymentId }, RETURN_LIFETIME_MS);
  return referenceTo('return', ticket.text, context);
}

/** The sandbox cashier's second step. */
export function stepReferenceOf(
  { pageTickets }: Dependencies,
  { brokerName }: Broker,
  { userId, paymentId }: Whose,
  context: RequestContext,
): string {
  return referenceTo('second-step', pageTickets.open(STEP_PAGE, brokerName, { userId, paymentId }).text, context);
}

function referenceTo(page: 'return' | 'second-step', ticket: string, { request }: RequestContext): string {
  const query = new URLSearchParams(ownQueryOf(request.originalUrl));
  query.set('ticket', ticket);
  const isBelow = request.path !== '/inapp/deposit';
  return `${isBelow ? '' : 'deposit/'}${page}?${query}`;
}
