import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { RouteReply } from '../../../http/route.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { renderPage } from '../page/render-page.ts';
import { typedIn } from '../page/typed-in.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

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

const TITLES: Readonly<Record<ResetStep, string>> = {
  request: 'reset.title',
  sent: 'reset.sentTitle',
  'new-password': 'reset.newTitle',
  changed: 'reset.changedTitle',
};

const FIELDS: Readonly<Record<ResetStep, Readonly<Record<string, string>>>> = {
  request: { email: 'fieldErrors.email' },
  sent: {},
  'new-password': { password: 'fieldErrors.newPassword' },
  changed: {},
};

/** Renders a step of the reset, with what was wrong; never a password. */
export function resetPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  step: ResetStep,
  error?: BridgeError,
): RouteReply {
  const { context, query, body } = received;
  return renderPage(dependencies, broker, received, {
    view: 'reset-password',
    title: TITLES[step],
    error,
    fields: FIELDS[step],
    typed: typedIn(body, ['email']),
    data: {
      step,
      ticket: dependencies.formTickets.issue(RESET_PAGE, broker.brokerName),
      token: step === 'new-password' ? linkTokenOf({ query, body }) : '',
      loginAddress: `login${ownQueryOf(context.request.originalUrl)}`,
      keepMeLoggedIn: body.keepMeLoggedIn === 'true',
    },
  });
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
