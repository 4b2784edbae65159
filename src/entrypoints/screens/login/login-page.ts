import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { RouteReply } from '../../../http/route.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import { typedIn } from '../page/typed-in.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

export const LOGIN_PAGE = 'login';

const LOG_IN_FIELDS = { email: 'fieldErrors.email', password: 'fieldErrors.password' };
const SIGN_UP_FIELDS = {
  firstName: 'fieldErrors.firstName',
  lastName: 'fieldErrors.lastName',
  email: 'fieldErrors.email',
  password: 'fieldErrors.newPassword',
};

/** Renders log-in or sign-up, with what was typed before and what was wrong with it; never a password. */
export function loginPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  error?: BridgeError,
): RouteReply {
  const { firstLogin } = parseScreenParameters(received.query, broker, dependencies.translations);
  const ownQuery = ownQueryOf(received.context.request.originalUrl);
  return renderPage(dependencies, broker, received, {
    view: 'login',
    title: firstLogin ? 'signUp.title' : 'logIn.title',
    error,
    fields: firstLogin ? SIGN_UP_FIELDS : LOG_IN_FIELDS,
    typed: typedIn(received.body, ['email', 'firstName', 'lastName', 'keepMeLoggedIn']),
    showReference: error !== undefined && isForSupport(error),
    data: {
      firstLogin,
      ticket: dependencies.formTickets.issue(LOGIN_PAGE, broker.brokerName),
      keepMeLoggedIn: received.body.keepMeLoggedIn === 'true',
      resetAddress: `reset-password${ownQuery}`,
      switchAddress: withFirstLogin(ownQuery, !firstLogin),
    },
  });
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
