import type { Broker, InappAction } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import { isPrefetch } from '../../../http/is-prefetch.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { leadToAction } from '../in-app/lead-to-action.ts';
import { refuseEnded } from '../in-app/refuse-ended.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import type { Screen } from '../page/screen.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { HELD_PAGE, shownVisit } from './hold-visit.ts';
import { outstandingPage } from './outstanding-page.ts';
import { signOutstanding } from './sign-outstanding.ts';

const PATHS = ['/inapp/agreements'];

/** Faults that the trader can mend in the form itself, or that another try of it can. */
const FORM_ERRORS = [
  'agreement_missing',
  'form_foreign',
  'store_unavailable',
  'busy',
] as const satisfies readonly ErrorCode[];

/** What a trader has to accept before an action of the app goes on. */
export function agreementsScreen(dependencies: ScreensDependencies): Screen {
  const formErrors = new Set<ErrorCode>(FORM_ERRORS);
  return {
    routes: [
      {
        method: 'GET',
        paths: PATHS,
        summary: 'What a trader has to accept before an in-app screen opens; leads on to that where it is all accepted',
        security: {
          kind: 'open',
          because: 'the ticket in its address says whose visit it is; what it leads on to, it leads to once',
        },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, 'page_expired', 'visit_used', 'prefetch_refused', 'busy'],
        handle: (call) => showHeld(dependencies, call),
      },
      {
        method: 'POST',
        paths: PATHS,
        summary: 'Signs it, and leads on to the in-app screen with a one-time token of its own',
        security: { kind: 'page-ticket', page: HELD_PAGE },
        body: 'form',
        request: { query: schemas.anyFields, body: schemas.anyFields },
        response: { status: 303, contentType: 'none' },
        errors: [...COMMON_ERRORS, ...FORM_ERRORS, 'page_expired', 'visit_used'],
        handle: (call) => signHeld(dependencies, call),
      },
    ],
    renderFault(broker, received, error) {
      const ticket = dependencies.pageTickets.read(received.body.ticket, HELD_PAGE, broker.brokerName);
      return ticket && formErrors.has(error.code)
        ? renderHeld(dependencies, broker, received, ticket, error)
        : undefined;
    },
  };
}

async function showHeld(
  dependencies: ScreensDependencies,
  { caller, query, context }: RouteCall<ScreenCaller>,
): Promise<RouteReply> {
  const { broker } = caller;
  // A look at the link must not make a token.
  if (context.request.method === 'HEAD') return { kind: 'html', headers: {}, body: '' };
  if (isPrefetch(context.request.headers)) throw new BridgeError('prefetch_refused');
  const ticket = dependencies.pageTickets.read(query.heldVisit, HELD_PAGE, broker.brokerName);
  if (!ticket) throw new BridgeError('page_expired');
  await refuseEnded(dependencies, broker, ticket);
  await dependencies.access.heldVisits.admit(broker, shownVisit(broker, { context }, ticket));
  // Signed by now: in another window, or before the trader came back here.
  const isSigned = !(await dependencies.agreements.hasOutstanding(broker, ticket.claims.userId ?? ''));
  if (isSigned) return leadOnOnce(dependencies, broker, { context }, ticket);
  return renderHeld(dependencies, broker, { context, query, body: {} }, ticket);
}

async function signHeld(dependencies: ScreensDependencies, call: RouteCall<ScreenCaller>): Promise<RouteReply> {
  const { broker, ticket } = call.caller;
  if (!ticket) throw new Error('The route demands a ticket');
  await refuseEnded(dependencies, broker, ticket);
  await dependencies.access.heldVisits.admit(broker, shownVisit(broker, call, ticket));
  await signOutstanding(dependencies, call, ticket.claims.userId ?? '');
  return leadOnOnce(dependencies, broker, call, ticket);
}

/** The address of the page would be as good as a token otherwise, and for many times. */
async function leadOnOnce(
  dependencies: ScreensDependencies,
  broker: Broker,
  call: Pick<RouteCall<ScreenCaller>, 'context'>,
  ticket: PageTicket,
): Promise<RouteReply> {
  await dependencies.access.heldVisits.spend(broker, shownVisit(broker, call, ticket));
  return leadToAction(dependencies, broker, call, ticket, { action: actionOf(ticket) });
}

async function renderHeld(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  { text, claims }: PageTicket,
  error?: BridgeError,
): Promise<RouteReply> {
  const { language } = parseScreenLook(received.query, broker, dependencies.translations);
  const outstanding = await dependencies.agreements.listOutstanding(broker, { id: claims.userId ?? '' }, language);
  return outstandingPage(dependencies, broker, received, { outstanding, ticket: text, error });
}

/** Nobody but us writes a ticket. */
function actionOf({ claims }: PageTicket): InappAction {
  return claims.action as InappAction;
}
