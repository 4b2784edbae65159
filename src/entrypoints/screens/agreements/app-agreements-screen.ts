import type { AppRequest } from '../../../domain/access/app-requests.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import { type BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import { refuseApp } from '../app-sign-in/go-on.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import type { Screen } from '../page/screen.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { type AgreementsRequest, findAgreementsRequest, findWaitingForAgreements } from './find-agreements-request.ts';
import { outstandingPage } from './outstanding-page.ts';
import { signOutstanding } from './sign-outstanding.ts';

const PATHS = ['/auth/agreements'];

/** Names the form. */
const APP_AGREEMENTS_PAGE = 'app-agreements';

/** Faults that the trader can mend in the form itself, or that another try of it can. */
const FORM_ERRORS = [
  'agreement_missing',
  'form_expired',
  'form_foreign',
  'store_unavailable',
  'busy',
] as const satisfies readonly ErrorCode[];

/** What a trader has to accept before an app gets its answer. */
export function appAgreementsScreen(dependencies: ScreensDependencies): Screen {
  const formErrors = new Set<ErrorCode>(FORM_ERRORS);
  return {
    routes: [
      {
        method: 'GET',
        paths: PATHS,
        summary: 'What the trader has to accept before the app that waits is answered',
        security: { kind: 'open', because: 'only the browser that came with the request sees it; nothing is changed' },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, 'app_request_expired'],
        handle: async ({ caller, query, context }) => {
          const received = { context, query, body: {} };
          const waiting = await findAgreementsRequest(dependencies, caller.broker, received);
          // Signed by now: in another window, or before the trader came back here.
          if (waiting.outstanding.length === 0) return goOn(dependencies, caller.broker, waiting.request);
          return showWaiting(dependencies, caller.broker, received, waiting);
        },
      },
      {
        method: 'POST',
        paths: PATHS,
        summary: 'Signs it and leads on, or refuses the app',
        security: { kind: 'form-ticket', page: APP_AGREEMENTS_PAGE },
        body: 'form',
        request: { query: schemas.anyFields, body: schemas.anyFields },
        response: { status: 303, contentType: 'none' },
        errors: [...COMMON_ERRORS, ...FORM_ERRORS, 'app_request_expired', 'page_expired'],
        handle: (call) => signWaiting(dependencies, call),
      },
    ],
    renderFault: (broker, received, error) =>
      formErrors.has(error.code) ? showAgain(dependencies, broker, received, error) : undefined,
  };
}

async function signWaiting(dependencies: ScreensDependencies, call: RouteCall<ScreenCaller>): Promise<RouteReply> {
  const { broker } = call.caller;
  if (call.body.go === 'refuse') {
    return refuseApp(dependencies, call, await findWaitingForAgreements(dependencies, broker, call));
  }
  const { request, userId } = await findAgreementsRequest(dependencies, broker, call);
  await signOutstanding(dependencies, call, userId);
  return goOn(dependencies, broker, request);
}

async function goOn({ appRequests }: ScreensDependencies, broker: Broker, request: AppRequest): Promise<RouteReply> {
  return { kind: 'redirect', location: await appRequests.answer(broker, request, { kind: 'agreed' }), headers: {} };
}

function showWaiting(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  { request, outstanding }: AgreementsRequest,
  error?: BridgeError,
): RouteReply {
  const ticket = dependencies.formTickets.issue(APP_AGREEMENTS_PAGE, broker.brokerName);
  return outstandingPage(dependencies, broker, { ...received, appRequest: request }, { outstanding, ticket, error });
}

/** @returns `undefined` where the request is gone by now; the fault has a page of its own then. */
async function showAgain(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  error: BridgeError,
): Promise<RouteReply | undefined> {
  try {
    const waiting = await findAgreementsRequest(dependencies, broker, received);
    return showWaiting(dependencies, broker, received, waiting, error);
  } catch (fault) {
    if (isBridgeError(fault)) return undefined;
    throw fault;
  }
}
