import { setTimeout as delay } from 'node:timers/promises';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { Payment } from '../../../domain/payments/payment.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import { errorPage } from '../page/error-page.ts';
import type { Screen } from '../page/screen.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { depositFaultOf } from './deposit-fault.ts';
import { RETURN_PAGE, RETURN_PATH } from './deposit-return.ts';
import { depositStatusPage } from './deposit-status-page.ts';

/** Where the browser comes back from the cashier. It changes nothing, so that it can be loaded at any time and often. */
export function returnScreen(dependencies: ScreensDependencies): Screen {
  return {
    routes: [
      {
        method: 'GET',
        paths: [RETURN_PATH],
        summary: 'Tells how a deposit stands; leads to the success URL when it is credited',
        security: { kind: 'open', because: 'the ticket in its address says whose deposit it is; it changes nothing' },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, 'page_expired', 'deposit_declined', 'deposit_refused', 'deposit_expired'],
        handle: (call) => showReturn(dependencies, call),
      },
    ],
    renderFault: (_broker, received, error) =>
      error.code === 'page_expired' ? errorPage(dependencies, received, error.code, 'deposit.title') : undefined,
  };
}

async function showReturn(
  dependencies: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
): Promise<RouteReply> {
  const { broker } = caller;
  const payment = await ownPayment(dependencies, broker, query.ticket);
  if (payment.state === 'credited') return { kind: 'redirect', location: broker.screens.successUrl, headers: {} };
  const fault = depositFaultOf(payment);
  if (fault !== undefined) context.errorCode = fault;
  return depositStatusPage(dependencies, broker, { context, query, body }, payment);
}

const POLL_MS = 100;
const WAIT_MS = 1500;

/** The cashier's word often comes at the same time as the browser. One that makes up its mind takes longer. */
function isSoonOver({ state, expiresAtMs }: Payment): boolean {
  if (state === 'awaiting') return expiresAtMs !== null;
  return state === 'created' || state === 'authorised' || state === 'crediting';
}

async function ownPayment(
  { pageTickets, payments }: ScreensDependencies,
  broker: Broker,
  text: unknown,
): Promise<Payment> {
  const ticket = pageTickets.read(text, RETURN_PAGE, broker.brokerName);
  if (!ticket) throw new BridgeError('page_expired');
  const { paymentId = '', userId } = ticket.claims;
  let payment = await payments.getPayment(broker, paymentId);
  if (payment.userId !== userId) throw new BridgeError('page_expired');
  for (let waitedMs = 0; isSoonOver(payment) && waitedMs < WAIT_MS; waitedMs += POLL_MS) {
    await delay(POLL_MS);
    payment = await payments.getPayment(broker, paymentId);
  }
  return payment;
}
