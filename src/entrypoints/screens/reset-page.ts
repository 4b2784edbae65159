import type { Broker } from '../../domain/brokers/broker.ts';
import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { RouteReply } from '../../http/route.ts';
import { pageHeaders } from '../../http/security-headers.ts';
import { ownQueryOf } from './own-query.ts';
import { parseScreenParameters, textOf } from './screen-parameters.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

export const RESET_PAGE = 'reset-password';

/**
 * What the page shows: the form that asks for a link, word that a link was sent, the form for the new password, or that
 * the password was changed but the trader has to log in.
 */
export type ResetStep = 'request' | 'sent' | 'new-password' | 'changed';

/** After these the link is worth nothing, so the way on is to ask for another. */
const DEAD_LINK: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'reset_link_unknown',
  'reset_link_expired',
  'reset_link_used',
  'reset_link_replaced',
]);

/** Renders a step of the reset, with what was wrong; never a password. */
export function resetPage(
  { renderView, translations, formTickets }: ScreensDependencies,
  broker: Broker,
  { context, query, body }: ReceivedRequest,
  step: ResetStep,
  error?: BridgeError,
): RouteReply {
  const parameters = parseScreenParameters(query, broker, translations);
  const ownQuery = ownQueryOf(context.request.originalUrl);
  const html = renderView('reset-password', {
    t: translations.in(parameters.language),
    parameters,
    step,
    displayName: broker.displayName,
    ticket: formTickets.issue(RESET_PAGE, broker.brokerName),
    token: step === 'new-password' ? linkTokenOf({ query, body }) : '',
    action: ownQuery,
    loginAddress: `login${ownQuery}`,
    email: textOf(body.email),
    keepMeLoggedIn: body.keepMeLoggedIn === 'true',
    errorCode: error?.code,
    errorField: error?.field,
    reference: error && ERROR_CATALOGUE[error.code].status >= 500 ? context.requestId : '',
  });
  const { frameOrigins, successUrl } = broker.screens;
  return {
    kind: 'html',
    status: error ? ERROR_CATALOGUE[error.code].status : 200,
    headers: pageHeaders({ frameOrigins, formOrigins: [new URL(successUrl).origin] }),
    body: html,
  };
}

/** The step that the trader has to take again, or instead. */
export function resetFaultPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  error: BridgeError,
): RouteReply {
  return resetPage(dependencies, broker, received, stepAfter(error, received), error);
}

function stepAfter({ code }: BridgeError, { query, body }: ReceivedRequest): ResetStep {
  if (code === 'sign_in_unfinished') return 'changed';
  return DEAD_LINK.has(code) || linkTokenOf({ query, body }) === undefined ? 'request' : 'new-password';
}

/** The token of a link: in the address when the link is opened, in the form when it is sent. */
export function linkTokenOf({ query, body }: Pick<ReceivedRequest, 'query' | 'body'>): string | undefined {
  const token = body.token ?? query.token;
  if (token === undefined) return undefined;
  return typeof token === 'string' ? token : '';
}
