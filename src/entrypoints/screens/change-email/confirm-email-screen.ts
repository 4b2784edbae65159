import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import { errorPage } from '../page/error-page.ts';
import { renderPage } from '../page/render-page.ts';
import type { Screen } from '../page/screen.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

const PAGE = 'confirm-email';
const PATHS = ['/auth/confirm-email'];
const TITLE = 'changeEmail.confirmTitle';

const LINK_ERRORS = [
  'email_link_unknown',
  'email_link_expired',
  'email_link_used',
  'email_link_replaced',
] as const satisfies readonly ErrorCode[];

/** After these there is nothing more to be done with the link. */
const END_ERRORS = [...LINK_ERRORS, 'email_taken', 'email_change_refused'] as const satisfies readonly ErrorCode[];

/** Another try of the form can mend these. */
const FORM_ERRORS = [
  'form_expired',
  'form_foreign',
  'email_change_unfinished',
  'store_unavailable',
  'busy',
] as const satisfies readonly ErrorCode[];

/** Where the link leads that was mailed to a new email address. */
export function confirmEmailScreen(dependencies: ScreensDependencies): Screen {
  const endErrors = new Set<ErrorCode>(END_ERRORS);
  const formErrors = new Set<ErrorCode>(FORM_ERRORS);
  return {
    routes: [
      {
        method: 'GET',
        paths: PATHS,
        summary: 'The page with the button that confirms a new email address',
        security: { kind: 'open', because: 'the link is the proof; looking at it changes nothing' },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, ...LINK_ERRORS],
        handle: async ({ caller, query, context }) => {
          const token = textIn(query);
          const email = await dependencies.emailChange.checkLink(caller.broker, token);
          return confirmPage(dependencies, caller.broker, { context, query, body: {} }, { token, email });
        },
      },
      {
        method: 'POST',
        paths: PATHS,
        summary: 'Changes the email address at the platform and here',
        security: { kind: 'form-ticket', page: PAGE },
        body: 'form',
        request: { query: schemas.anyFields, body: schemas.anyFields },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, ...END_ERRORS, ...FORM_ERRORS],
        handle: (call) => confirm(dependencies, call),
      },
    ],
    renderFault(broker, received, error) {
      if (endErrors.has(error.code)) return errorPage(dependencies, received, error.code, TITLE);
      const token = textIn(received.body);
      if (!formErrors.has(error.code) || token === '') return undefined;
      return confirmPage(dependencies, broker, received, { token, email: '', error });
    },
  };
}

async function confirm(
  dependencies: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
): Promise<RouteReply> {
  await dependencies.emailChange.confirm(caller.broker, textIn(body), context.address);
  return renderPage(
    dependencies,
    caller.broker,
    { context, query, body },
    {
      view: 'change-email',
      title: 'changeEmail.doneTitle',
      data: { step: 'done' },
    },
  );
}

/** @param content.email - Empty where it is not known now. */
function confirmPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  { token, email, error }: { token: string; email: string; error?: BridgeError },
): RouteReply {
  return renderPage(dependencies, broker, received, {
    view: 'change-email',
    title: TITLE,
    error,
    data: {
      step: 'confirm',
      email,
      token,
      ticket: dependencies.formTickets.issue(PAGE, broker.brokerName),
    },
  });
}

/** The token of the link: in the address when it is opened, in the form when it is sent. */
function textIn({ token }: Readonly<Record<string, unknown>>): string {
  return typeof token === 'string' ? token : '';
}
