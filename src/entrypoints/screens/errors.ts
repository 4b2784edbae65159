import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { RouteReply } from '../../http/route.ts';
import { pageHeaders } from '../../http/security-headers.ts';
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
  'not_found',
  'method_not_allowed',
  'internal_error',
]);

/** Whether this audience has words for a code; what no screen can meet is a bug here. */
export function hasScreenError(code: ErrorCode): boolean {
  return FORM_ERRORS.has(code) || PAGE_ERRORS.has(code);
}

/** The form again with what was wrong, or a page that says what happened. */
export function createRenderScreenError(dependencies: ScreensDependencies) {
  return (error: BridgeError, received: ReceivedRequest): RouteReply => {
    const broker = dependencies.brokers.find(received.context.brokerName);
    if (broker && FORM_ERRORS.has(error.code)) {
      const render = received.context.route === RESET_PATH ? resetFaultPage : loginPage;
      return render(dependencies, broker, received, error);
    }
    const code = PAGE_ERRORS.has(error.code) ? error.code : 'internal_error';
    return errorPage(dependencies, code, received);
  };
}

function errorPage(
  { renderView, translations, brokers }: ScreensDependencies,
  code: ErrorCode,
  received: ReceivedRequest,
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
  });
  const headers = pageHeaders({ frameOrigins: broker?.screens.frameOrigins ?? [], formOrigins: [] });
  return { kind: 'html', status: ERROR_CATALOGUE[code].status, headers, body } as const;
}
