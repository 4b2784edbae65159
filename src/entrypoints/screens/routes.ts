import type { ErrorCode } from '../../errors/catalogue.ts';
import { NO_FIELDS } from '../../http/no-fields.ts';
import type { Route } from '../../http/route.ts';
import type { ScreenCaller } from './authenticate.ts';
import { DEPOSIT_PAGE, DEPOSIT_PATH } from './deposit-session.ts';
import { RESET_PATH } from './errors.ts';
import { getDeposit } from './get-deposit.ts';
import { getLogin } from './get-login.ts';
import { getResetPassword } from './get-reset-password.ts';
import { LOGIN_PAGE } from './login-page.ts';
import { postDeposit } from './post-deposit.ts';
import { postLogin } from './post-login.ts';
import { postResetPassword } from './post-reset-password.ts';
import { RESET_PAGE } from './reset-page.ts';
import * as schemas from './schemas.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

const LINK_ERRORS = [
  'reset_link_unknown',
  'reset_link_expired',
  'reset_link_used',
  'reset_link_replaced',
] as const satisfies readonly ErrorCode[];

const COMMON_ERRORS = [
  'malformed_request',
  'broker_identification_missing',
  'broker_identification_invalid',
  'broker_identification_mismatch',
  'broker_disabled',
  'store_unavailable',
] as const satisfies readonly ErrorCode[];

/** The screens of traders. @see The SSO contract, section 5. */
export function screenRoutes(dependencies: ScreensDependencies): Route<ScreenCaller>[] {
  return [
    {
      method: 'GET',
      paths: ['/auth/login'],
      summary: 'The log-in and sign-up page',
      security: { kind: 'open', because: 'it is where a trader signs in; it shows nothing of anybody' },
      body: 'none',
      request: { query: schemas.anyFields, body: NO_FIELDS },
      response: { status: 200, contentType: 'text/html' },
      errors: COMMON_ERRORS,
      handle: getLogin(dependencies),
    },
    {
      method: 'POST',
      paths: ['/auth/login'],
      summary: 'Signs in or signs up, and leads to the success URL with a one-time token',
      security: { kind: 'form-ticket', page: LOGIN_PAGE },
      body: 'form',
      request: { query: schemas.anyFields, body: schemas.anyFields },
      response: { status: 303, contentType: 'none' },
      errors: [
        ...COMMON_ERRORS,
        'form_expired',
        'form_foreign',
        'parameter_invalid',
        'credentials_wrong',
        'sign_up_refused',
        'email_relay_refused',
        'too_many_attempts',
        'platform_unavailable',
        'platform_refused',
        'platform_email_taken',
        'busy',
      ],
      handle: postLogin(dependencies),
    },
    {
      method: 'GET',
      paths: [DEPOSIT_PATH],
      summary: 'The deposit page, opened by the one-time token of call 4.4',
      security: { kind: 'open', because: 'it spends the one-time token in its address, after all other checks' },
      body: 'none',
      request: { query: schemas.anyFields, body: NO_FIELDS },
      response: { status: 200, contentType: 'text/html' },
      errors: [
        ...COMMON_ERRORS,
        'prefetch_refused',
        'deposits_off',
        'token_malformed',
        'token_unknown',
        'token_expired',
        'account_unknown',
        'busy',
      ],
      handle: getDeposit(dependencies),
    },
    {
      method: 'POST',
      paths: [DEPOSIT_PATH],
      summary: 'Makes the deposit, and leads to the success URL when it is credited',
      security: { kind: 'page-ticket', page: DEPOSIT_PAGE },
      body: 'form',
      request: { query: schemas.anyFields, body: schemas.anyFields },
      response: { status: 303, contentType: 'none' },
      errors: [
        ...COMMON_ERRORS,
        'form_foreign',
        'page_expired',
        'deposits_off',
        'account_unknown',
        'amount_malformed',
        'amount_too_precise',
        'amount_below_minimum',
        'amount_above_maximum',
        'deposit_declined',
        'deposit_refused',
        'deposit_pending',
        'deposit_unconfirmed',
        'deposit_changed',
        'busy',
      ],
      handle: postDeposit(dependencies),
    },
    {
      method: 'GET',
      paths: [RESET_PATH],
      summary: 'The page that asks for a reset link; with the token of a link, the page for the new password',
      security: { kind: 'open', because: 'who forgot the password cannot sign in; looking at a link changes nothing' },
      body: 'none',
      request: { query: schemas.anyFields, body: NO_FIELDS },
      response: { status: 200, contentType: 'text/html' },
      errors: [...COMMON_ERRORS, ...LINK_ERRORS, 'store_unavailable'],
      handle: getResetPassword(dependencies),
    },
    {
      method: 'POST',
      paths: [RESET_PATH],
      summary: 'Has a reset link sent; with the token of a link, sets the new password and signs in',
      security: { kind: 'form-ticket', page: RESET_PAGE },
      body: 'form',
      request: { query: schemas.anyFields, body: schemas.anyFields },
      response: { status: 303, contentType: 'none' },
      errors: [
        ...COMMON_ERRORS,
        ...LINK_ERRORS,
        'form_expired',
        'form_foreign',
        'parameter_invalid',
        'too_many_attempts',
        'sign_in_unfinished',
        'store_unavailable',
        'busy',
      ],
      handle: postResetPassword(dependencies),
    },
  ];
}
