import type { Broker } from '../../domain/brokers/broker.ts';
import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { RouteReply } from '../../http/route.ts';
import { pageHeaders } from '../../http/security-headers.ts';
import { ownQueryOf } from './own-query.ts';
import { parseScreenParameters } from './screen-parameters.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

export const LOGIN_PAGE = 'login';

const KEPT_FIELDS = ['email', 'firstName', 'lastName', 'keepMeLoggedIn'];

/** Renders log-in or sign-up, with what was typed before and what was wrong with it; never a password. */
export function loginPage(
  { renderView, translations, formTickets }: ScreensDependencies,
  broker: Broker,
  { context, query, body }: ReceivedRequest,
  error?: BridgeError,
): RouteReply {
  const parameters = parseScreenParameters(query, broker, translations);
  const ownQuery = ownQueryOf(context.request.originalUrl);
  const html = renderView('login', {
    t: translations.in(parameters.language),
    parameters,
    displayName: broker.displayName,
    ticket: formTickets.issue(LOGIN_PAGE, broker.brokerName),
    action: ownQuery,
    resetAddress: `reset-password${ownQuery}`,
    switchAddress: withFirstLogin(ownQuery, !parameters.firstLogin),
    typed: typedIn(body),
    errorCode: error?.code,
    errorField: error?.field,
    reference: error && isForSupport(error) ? context.requestId : '',
  });
  const { frameOrigins, successUrl } = broker.screens;
  return {
    kind: 'html',
    status: error ? ERROR_CATALOGUE[error.code].status : 200,
    headers: pageHeaders({ frameOrigins, formOrigins: [new URL(successUrl).origin] }),
    body: html,
  };
}

/** Whether the trader can do nothing about it alone; who calls support can then name the request. */
function isForSupport({ code }: BridgeError): boolean {
  return ERROR_CATALOGUE[code].status >= 500 || code === 'platform_email_taken';
}

/** The same page with the other form; every other parameter stays. */
function withFirstLogin(ownQuery: string, firstLogin: boolean): string {
  const parameters = new URLSearchParams(ownQuery);
  parameters.set('firstLogin', String(firstLogin));
  return `?${parameters}`;
}

/** A control character can be typed by accident, but neither seen nor taken away again. */
function typedIn(body: Readonly<Record<string, unknown>>): Record<string, string> {
  const textOf = (value: unknown) => (typeof value === 'string' ? value.replace(/\p{Cc}/gu, '') : '');
  return Object.fromEntries(KEPT_FIELDS.map((name) => [name, textOf(body[name])]));
}
