import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
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
import { chosenLogins } from './chosen-logins.ts';
import { CONSENT_PAGE, consentPage } from './consent-page.ts';
import { findConsentRequest, findWaiting } from './find-consent-request.ts';

const PATHS = ['/auth/consent'];

/** Faults that the trader can mend in the form itself, or that another try of it can. */
const FORM_ERRORS = [
  'form_expired',
  'form_foreign',
  'parameter_invalid',
  'account_unknown',
  'store_unavailable',
  'busy',
] as const satisfies readonly ErrorCode[];

/** What an app asks a trader to allow it. */
export function consentScreen(dependencies: ScreensDependencies): Screen {
  const formErrors = new Set<ErrorCode>(FORM_ERRORS);
  return {
    routes: [
      {
        method: 'GET',
        paths: PATHS,
        summary: 'What the app that waits wants to be allowed, and for which trading accounts',
        security: { kind: 'open', because: 'only the browser that came with the request sees it; nothing is changed' },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, 'app_request_expired'],
        handle: async ({ caller, query, context }) => {
          const received = { context, query, body: {} };
          const asked = await findConsentRequest(dependencies, caller.broker, received);
          return consentPage(dependencies, caller.broker, received, asked);
        },
      },
      {
        method: 'POST',
        paths: PATHS,
        summary: 'Allows or refuses it, and leads back to the app',
        security: { kind: 'form-ticket', page: CONSENT_PAGE },
        body: 'form',
        request: { query: schemas.anyFields, body: schemas.anyFields },
        response: { status: 303, contentType: 'none' },
        errors: [...COMMON_ERRORS, ...FORM_ERRORS, 'app_request_expired'],
        handle: (call) => postConsent(dependencies, call),
      },
    ],
    renderFault: (broker, received, error) =>
      formErrors.has(error.code) ? showAgain(dependencies, broker, received, error) : undefined,
  };
}

async function postConsent(dependencies: ScreensDependencies, call: RouteCall<ScreenCaller>): Promise<RouteReply> {
  const { caller, body } = call;
  const { broker } = caller;
  if (body.go === 'refuse') return refuseApp(dependencies, call, await findWaiting(dependencies, broker, call));
  const { request, accounts } = await findConsentRequest(dependencies, broker, call);
  if (body.go !== 'allow') throw new BridgeError('parameter_invalid', { detail: 'no button of ours' });
  const accountLogins = chosenLogins(accounts, body);
  const location = await dependencies.appRequests.answer(broker, request, { kind: 'consented', accountLogins });
  return { kind: 'redirect', location, headers: {} };
}

/** @returns `undefined` where the request is gone by now; the fault has a page of its own then. */
async function showAgain(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  error: BridgeError,
): Promise<RouteReply | undefined> {
  try {
    return consentPage(dependencies, broker, received, await findConsentRequest(dependencies, broker, received), error);
  } catch (fault) {
    if (isBridgeError(fault)) return undefined;
    throw fault;
  }
}
