import type { ErrorCode } from '../../../errors/catalogue.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import type { Screen } from '../page/screen.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { postResetPassword } from './post-reset-password.ts';
import { linkTokenOf, RESET_PAGE, resetFaultPage, resetPage } from './reset-page.ts';

const LINK_ERRORS = [
  'reset_link_unknown',
  'reset_link_expired',
  'reset_link_used',
  'reset_link_replaced',
  'store_unavailable',
] as const satisfies readonly ErrorCode[];

/** Faults that the trader can mend in the form itself, or that another try of it can. */
const FORM_ERRORS = [
  ...LINK_ERRORS,
  'form_expired',
  'form_foreign',
  'parameter_invalid',
  'too_many_attempts',
  'sign_in_unfinished',
  'busy',
] as const satisfies readonly ErrorCode[];

const PATHS = ['/auth/reset-password'];

/** The link by mail for a forgotten password, and the new password that it buys. */
export function resetPasswordScreen(dependencies: ScreensDependencies): Screen {
  const formErrors = new Set<ErrorCode>(FORM_ERRORS);
  return {
    routes: [
      {
        method: 'GET',
        paths: PATHS,
        summary: 'The page that asks for a reset link; with the token of a link, the page for the new password',
        security: {
          kind: 'open',
          because: 'who forgot the password cannot sign in; looking at a link changes nothing',
        },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, ...LINK_ERRORS],
        handle: (call) => showStep(dependencies, call),
      },
      {
        method: 'POST',
        paths: PATHS,
        summary: 'Has a reset link sent; with the token of a link, sets the new password and signs in',
        security: { kind: 'form-ticket', page: RESET_PAGE },
        body: 'form',
        request: { query: schemas.anyFields, body: schemas.anyFields },
        response: { status: 303, contentType: 'none' },
        errors: [...COMMON_ERRORS, ...FORM_ERRORS],
        handle: postResetPassword(dependencies),
      },
    ],
    renderFault: (broker, received, error) =>
      formErrors.has(error.code) ? resetFaultPage(dependencies, broker, received, error) : undefined,
  };
}

/** With the token of a link, the form for the new password; without, the form that asks for a link. */
async function showStep(
  dependencies: ScreensDependencies,
  { caller, query, context }: RouteCall<ScreenCaller>,
): Promise<RouteReply> {
  const received = { context, query, body: {} };
  const token = linkTokenOf(received);
  if (token === undefined) return resetPage(dependencies, caller.broker, received, 'request');
  await dependencies.passwordReset.checkLink(caller.broker, token);
  return resetPage(dependencies, caller.broker, received, 'new-password');
}
