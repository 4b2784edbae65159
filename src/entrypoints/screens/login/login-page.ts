import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { KnownTrader } from '../app-sign-in/find-known-trader.ts';
import { isForSupport } from '../page/is-for-support.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import { typedIn } from '../page/typed-in.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { addressOfOtherForm } from '../sign-up/sign-up-steps.ts';
import { LOGIN_PAGE } from './login-form.ts';

interface LoginContent {
  readonly error?: BridgeError;
  /** Who may go on without the form. */
  readonly known?: KnownTrader | undefined;
  /** Key of the words that say why there is a form. */
  readonly noticeKey?: string | undefined;
}

/** Renders log-in, with what was typed before and what was wrong with it; never a password. */
export function loginPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  { error, known, noticeKey }: LoginContent = {},
): RouteReply {
  const { context, query, body, appRequest } = received;
  const { originalUrl } = context.request;
  const { firstLogin } = parseScreenParameters(query, broker, dependencies.translations);
  const typed = body.email === undefined ? { email: appRequest?.loginHint } : body;
  return renderPage(dependencies, broker, received, {
    view: 'login',
    title: appRequest ? 'appLogIn.title' : 'logIn.title',
    words: { app: appRequest?.client.name ?? '' },
    error,
    fields: { email: 'fieldErrors.email', password: 'fieldErrors.password' },
    typed: typedIn(typed, ['email']),
    showReference: error !== undefined && isForSupport(error),
    data: {
      ...{ known, noticeKey },
      ticket: dependencies.formTickets.issue(LOGIN_PAGE, broker.brokerName),
      isForApp: appRequest !== undefined,
      // How long an app stays logged in is for the app to say.
      hasKeepMeLoggedIn: appRequest === undefined,
      keepMeLoggedIn: body.keepMeLoggedIn === 'true',
      // A sign-up whose sign-in was open for too long ends here.
      logInAddress: firstLogin ? addressOfOtherForm(originalUrl, false) : ownQueryOf(originalUrl),
      resetAddress: `reset-password${ownQueryOf(originalUrl)}`,
      signUpAddress: addressOfOtherForm(originalUrl, true),
    },
  });
}
