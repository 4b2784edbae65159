import type { Broker } from '../../domain/brokers/broker.ts';
import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { RouteReply } from '../../http/route.ts';
import { pageHeaders } from '../../http/security-headers.ts';
import { parseScreenParameters } from './screen-parameters.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

export const LOGIN_PAGE = 'login';

/** Renders log-in or sign-up, with what was typed before and what was wrong with it; never a password. */
export function loginPage(
  { renderView, translations, formTickets }: ScreensDependencies,
  broker: Broker,
  { context, query, body }: ReceivedRequest,
  error?: BridgeError,
): RouteReply {
  const parameters = parseScreenParameters(query, broker, translations);
  const address = context.request.originalUrl;
  const html = renderView('login', {
    t: translations.in(parameters.language),
    parameters,
    displayName: broker.displayName,
    ticket: formTickets.issue(LOGIN_PAGE, broker.brokerName),
    action: address,
    switchAddress: withFirstLogin(address, !parameters.firstLogin),
    typed: typedIn(body),
    errorCode: error?.code,
    errorField: error?.field,
    requestId: context.requestId,
  });
  const { frameOrigins, successUrl } = broker.screens;
  return {
    kind: 'html',
    status: error ? ERROR_CATALOGUE[error.code].status : 200,
    headers: pageHeaders({ frameOrigins, formOrigins: [new URL(successUrl).origin] }),
    body: html,
  };
}

/** The same address with the other form; every other parameter stays. */
function withFirstLogin(address: string, firstLogin: boolean): string {
  const [path = '', query = ''] = address.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('firstLogin', String(firstLogin));
  return `${path}?${parameters}`;
}

function typedIn(body: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept = ['email', 'firstName', 'lastName', 'keepMeLoggedIn'];
  return Object.fromEntries(kept.map((name) => [name, typeof body[name] === 'string' ? body[name] : '']));
}
