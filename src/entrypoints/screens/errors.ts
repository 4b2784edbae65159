import type { Broker } from '../../domain/brokers/broker.ts';
import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { RouteReply } from '../../http/route.ts';
import { pageHeaders } from '../../http/security-headers.ts';
import { depositPage } from './deposit-page.ts';
import { DEPOSIT_PAGE, DEPOSIT_PATH } from './deposit-session.ts';
import { loginPage } from './login-page.ts';
import { resetFaultPage } from './reset-page.ts';
import { parseScreenLook } from './screen-parameters.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/** As the route table writes it. */
export const RESET_PATH = '/auth/reset-password';

/** Faults that the trader can mend in the form itself, or that another try of it can. */
const FORM_ERRORS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'parameter_invalid',
  'credentials_wrong',
  'sign_up_refused',
  'email_relay_refused',
  'form_expired',
  'form_foreign',
  'too_many_attempts',
  'platform_unavailable',
  'platform_refused',
  'platform_email_taken',
  'store_unavailable',
  'busy',
  'reset_link_unknown',
  'reset_link_expired',
  'reset_link_used',
  'reset_link_replaced',
  'sign_in_unfinished',
]);

/** Faults that get a page of their own. */
const PAGE_ERRORS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'malformed_request',
  'broker_identification_missing',
  'broker_identification_invalid',
  'broker_identification_mismatch',
  'broker_disabled',
  // Before the brokers are known there is no form to show.
  'store_unavailable',
  'not_found',
  'method_not_allowed',
  'internal_error',
]);

/** Faults that the trader can mend in the deposit form, or that sending it again can. */
const DEPOSIT_FORM_ERRORS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'amount_malformed',
  'amount_too_precise',
  'amount_below_minimum',
  'amount_above_maximum',
  'deposit_declined',
  'form_foreign',
  'store_unavailable',
  'busy',
]);

/** What else the deposit page says, without its form. */
const DEPOSIT_PAGE_ERRORS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...DEPOSIT_FORM_ERRORS,
  'token_malformed',
  'token_unknown',
  'token_expired',
  'account_unknown',
  'page_expired',
  'prefetch_refused',
  'deposits_off',
  'deposit_refused',
  'deposit_pending',
  'deposit_unconfirmed',
  'deposit_changed',
]);

/** Whether this audience has words for a code; what no screen can meet is a bug here. */
export function hasScreenError(code: ErrorCode): boolean {
  return FORM_ERRORS.has(code) || PAGE_ERRORS.has(code) || DEPOSIT_PAGE_ERRORS.has(code);
}

/** The form again with what was wrong, or a page that says what happened. */
export function createRenderScreenError(dependencies: ScreensDependencies) {
  return (error: BridgeError, received: ReceivedRequest): RouteReply => {
    const broker = dependencies.brokers.find(received.context.brokerName);
    if (received.context.route === DEPOSIT_PATH) return depositError(dependencies, broker, received, error);
    if (broker && FORM_ERRORS.has(error.code)) {
      const render = received.context.route === RESET_PATH ? resetFaultPage : loginPage;
      return render(dependencies, broker, received, error);
    }
    const code = PAGE_ERRORS.has(error.code) ? error.code : 'internal_error';
    return errorPage(dependencies, code, received);
  };
}

/** The form again while its ticket is good; otherwise a page that can be closed. */
function depositError(
  dependencies: ScreensDependencies,
  broker: Broker | undefined,
  received: ReceivedRequest,
  { code }: BridgeError,
): RouteReply {
  const ticket = broker && dependencies.pageTickets.read(received.body.ticket, DEPOSIT_PAGE, broker.brokerName);
  if (ticket && DEPOSIT_FORM_ERRORS.has(code)) return depositPage(dependencies, broker, received, ticket, code);
  const isKnown = PAGE_ERRORS.has(code) || DEPOSIT_PAGE_ERRORS.has(code);
  return errorPage(dependencies, isKnown ? code : 'internal_error', received, broker?.screens.successUrl);
}

function errorPage(
  { renderView, translations, brokers }: ScreensDependencies,
  code: ErrorCode,
  received: ReceivedRequest,
  closeAddress = '',
) {
  const broker = brokers.find(received.context.brokerName);
  const { language, theme } = parseScreenLook(received.query, broker, translations);
  const body = renderView('error', {
    t: translations.in(language),
    language,
    theme,
    code,
    displayName: broker?.displayName ?? '',
    requestId: received.context.requestId,
    closeAddress,
  });
  const headers = pageHeaders({ frameOrigins: broker?.screens.frameOrigins ?? [], formOrigins: [] });
  return { kind: 'html', status: ERROR_CATALOGUE[code].status, headers, body } as const;
}
