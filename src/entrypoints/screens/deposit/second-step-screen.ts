import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import { PAGE_LIFETIME_MS, type PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import { toDecimalText } from '../../../lib/money.ts';
import { equalInConstantTime } from '../../../lib/secrets.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import type { Screen } from '../page/screen.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { returnReferenceOf, STEP_PAGE, STEP_PATH } from './deposit-return.ts';
import { SECOND_STEP_CODE, secondStepPage } from './second-step-page.ts';

/** Stands for a bank's page that asks for a code: the second step of the sandbox cashier. */
export function secondStepScreen(dependencies: ScreensDependencies): Screen {
  return {
    routes: [
      {
        method: 'GET',
        paths: [STEP_PATH],
        summary: 'The sandbox cashier’s second step',
        security: { kind: 'open', because: 'the ticket in its address says whose deposit it is; it changes nothing' },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, 'page_expired', 'payment_unknown'],
        async handle({ caller, query, body, context }) {
          const ticket = dependencies.pageTickets.read(query.ticket, STEP_PAGE, caller.broker.brokerName);
          if (!ticket) throw new BridgeError('page_expired');
          return secondStepPage(dependencies, caller.broker, { context, query, body }, ticket);
        },
      },
      {
        method: 'POST',
        paths: [STEP_PATH],
        summary: 'Approves or declines a deposit in the sandbox cashier’s second step',
        security: { kind: 'page-ticket', page: STEP_PAGE },
        body: 'form',
        request: { query: schemas.anyFields, body: schemas.anyFields },
        response: { status: 303, contentType: 'none' },
        errors: [...COMMON_ERRORS, 'form_foreign', 'page_expired', 'payment_unknown', 'second_step_wrong'],
        handle: (call) => decide(dependencies, call),
      },
    ],
    renderFault(broker, received, error) {
      const ticket = dependencies.pageTickets.read(received.body.ticket, STEP_PAGE, broker.brokerName);
      const isMendable = error.code === 'second_step_wrong' || error.code === 'form_foreign';
      return ticket && isMendable ? secondStepPage(dependencies, broker, received, ticket, error) : undefined;
    },
  };
}

async function decide(dependencies: ScreensDependencies, call: RouteCall<ScreenCaller>): Promise<RouteReply> {
  const { caller, body, context } = call;
  const { broker, ticket } = caller;
  if (!ticket) throw new Error('The route demands a ticket');
  const { paymentId = '', userId = '' } = ticket.claims;
  if (await dependencies.access.haveSessionsEnded(broker, userId, ticket.expiresAtMs - PAGE_LIFETIME_MS)) {
    throw new BridgeError('page_expired', { detail: 'the user was logged out since' });
  }
  const isApproved = body.decision !== 'decline';
  if (isApproved) checkCode(body.code);
  const { state } = await tellCashier(dependencies, broker, ticket, isApproved);
  const location =
    state === 'credited'
      ? broker.screens.successUrl
      : returnReferenceOf(dependencies, broker, { userId, paymentId }, context);
  return { kind: 'redirect', location, headers: {} };
}

/** As phones fill it in, and people type it: spaces do not count. */
function checkCode(code: unknown): void {
  const typed = typeof code === 'string' ? code.replace(/\s/g, '') : '';
  if (!equalInConstantTime(typed, SECOND_STEP_CODE)) throw new BridgeError('second_step_wrong', { field: 'code' });
}

/** A decision that was made before stays as it was. */
async function tellCashier(
  { payments }: ScreensDependencies,
  broker: Broker,
  { claims }: PageTicket,
  isApproved: boolean,
) {
  const payment = await payments.getPayment(broker, claims.paymentId ?? '');
  if (payment.userId !== claims.userId) throw new BridgeError('payment_unknown');
  if (payment.state !== 'awaiting' && payment.state !== 'created') return payment;
  return payments.hearCashier(broker, {
    cashier: 'sandbox',
    begunBeforeMs: null,
    paymentId: payment.id,
    outcome: isApproved ? 'authorised' : 'declined',
    amount: toDecimalText(payment.amountMinor, payment.moneyDigits),
    currency: payment.currency,
    reference: `sandbox-${payment.id}`,
  });
}
