import type { Broker } from '../../../domain/brokers/broker.ts';
import type { RouteReply } from '../../../http/route.ts';
import { LOGIN_PAGE } from '../login/login-form.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { renderPage } from '../page/render-page.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import { withParameters } from '../page/with-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import type { KnownTrader } from './find-known-trader.ts';

interface ChoiceContent {
  /** Whether somebody else is signed in with this browser. */
  readonly replacesOther?: boolean;
}

/** Asks a trader who is known whether to go on to the app as that one. */
export function accountChoicePage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  { email, hidden }: KnownTrader,
  { replacesOther = false }: ChoiceContent = {},
): RouteReply {
  const ownQuery = ownQueryOf(received.context.request.originalUrl);
  const hasForm = broker.platform.identity === 'sso';
  return renderPage(dependencies, broker, received, {
    view: 'account-choice',
    title: 'appLogIn.choiceTitle',
    words: { app: received.appRequest?.client.name ?? '', email },
    opensOnce: replacesOther,
    data: {
      ...{ email, hidden, replacesOther },
      formAddress: ownQuery,
      ticket: dependencies.formTickets.issue(LOGIN_PAGE, broker.brokerName),
      otherAddress: hasForm ? withParameters(ownQuery, { otherAccount: 'true' }) : '',
    },
  });
}
