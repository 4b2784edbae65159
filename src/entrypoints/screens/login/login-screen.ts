import type { ErrorCode } from '../../../errors/catalogue.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import { withAppRequest } from '../app-sign-in/find-app-request.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import type { Screen } from '../page/screen.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { loginFaultPage } from './login-fault-page.ts';
import { LOGIN_PAGE } from './login-form.ts';
import { postLogin } from './post-login.ts';
import { showLogin } from './show-login.ts';

/** Faults that the trader can mend in the form itself, or that another try of it can. */
const FORM_ERRORS = [
  'form_expired',
  'form_foreign',
  'parameter_invalid',
  'credentials_wrong',
  'sign_up_refused',
  'sign_up_expired',
  'sign_in_expired',
  'agreement_missing',
  'email_relay_refused',
  'too_many_attempts',
  'platform_unavailable',
  'platform_refused',
  'platform_email_taken',
  'account_choice_unknown',
  'account_refused',
  'account_unavailable',
  'account_unconfirmed',
  'accounts_exhausted',
  'store_unavailable',
  'busy',
] as const satisfies readonly ErrorCode[];

/** There is no form to mend: no app waits, or the platform itself says who its traders are. */
const APP_ERRORS = ['app_request_expired', 'sign_in_elsewhere'] as const satisfies readonly ErrorCode[];

/** Log-in and sign-up are one address; `firstLogin` chooses. */
export function loginScreen(dependencies: ScreensDependencies): Screen {
  const formErrors = new Set<ErrorCode>(FORM_ERRORS);
  return {
    routes: [
      {
        method: 'GET',
        paths: ['/auth/login'],
        summary:
          'The log-in and sign-up page, or the step at which a sign-up stands; on behalf of an app where one waits',
        security: {
          kind: 'open',
          because: 'it is where a trader signs in; of a sign-up it shows what was typed to who knows its id',
        },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, ...APP_ERRORS, 'sign_up_expired', 'sign_in_expired', 'prefetch_refused'],
        handle: (call) => showLogin(dependencies, call),
      },
      {
        method: 'POST',
        paths: ['/auth/login'],
        summary:
          'Signs in, or takes a step of the sign-up; leads to the success URL with a one-time token, or to the app that waits',
        security: { kind: 'form-ticket', page: LOGIN_PAGE },
        body: 'form',
        request: { query: schemas.anyFields, body: schemas.anyFields },
        response: { status: 303, contentType: 'none' },
        errors: [...COMMON_ERRORS, ...APP_ERRORS, ...FORM_ERRORS],
        handle: postLogin(dependencies),
      },
    ],
    async renderFault(broker, received, error) {
      if (!formErrors.has(error.code) || broker.platform.identity === 'handoff') return undefined;
      const request = await withAppRequest(dependencies, broker, received);
      return request && loginFaultPage(dependencies, broker, request, error);
    },
  };
}
