import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { RouteReply } from '../../../http/route.ts';
import { isForSupport } from '../page/is-for-support.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import { typedIn } from '../page/typed-in.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { addressOfOtherForm } from '../sign-up/sign-up-steps.ts';
import { LOGIN_PAGE } from './login-form.ts';

/** Renders log-in, with what was typed before and what was wrong with it; never a password. */
export function loginPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  error?: BridgeError,
): RouteReply {
  const { originalUrl } = received.context.request;
  const { firstLogin } = parseScreenParameters(received.query, broker, dependencies.translations);
  return renderPage(dependencies, broker, received, {
    view: 'login',
    title: 'logIn.title',
    error,
    fields: { email: 'fieldErrors.email', password: 'fieldErrors.password' },
    typed: typedIn(received.body, ['email']),
    showReference: error !== undefined && isForSupport(error),
    data: {
      ticket: dependencies.formTickets.issue(LOGIN_PAGE, broker.brokerName),
      keepMeLoggedIn: received.body.keepMeLoggedIn === 'true',
      // A sign-up whose sign-in was open for too long ends here.
      logInAddress: firstLogin ? addressOfOtherForm(originalUrl, false) : ownQueryOf(originalUrl),
      resetAddress: `reset-password${ownQueryOf(originalUrl)}`,
      signUpAddress: addressOfOtherForm(originalUrl, true),
    },
  });
}
