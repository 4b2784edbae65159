import { BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import type { InappPage } from '../in-app/inapp-page.ts';
import { inappScreen } from '../in-app/inapp-screen.ts';
import type { Screen } from '../page/screen.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { choiceIn } from './choice-in.ts';
import { createAccountPage } from './create-account-page.ts';

/** Another trading account, from the white label's offers. */
export function createAccountScreen(dependencies: ScreensDependencies): Screen {
  const { trading } = dependencies;
  const page: InappPage = {
    action: 'create-account',
    path: '/account/create',
    title: 'account.title',
    summary: {
      open: 'The page on which a trader opens another trading account, opened by the one-time token of call 4.4',
      submit: 'Opens the account, and leads to the success URL when it is in the trader’s list',
    },
    openErrors: ['accounts_off'],
    formErrors: ['account_choice_unknown', 'account_refused', 'account_unavailable', 'too_many_attempts'],
    endErrors: [
      'accounts_off',
      'accounts_exhausted',
      'account_unconfirmed',
      'account_unlinked',
      'account_request_changed',
    ],
    open(broker) {
      if (broker.accountOffers.length === 0) throw new BridgeError('accounts_off');
      return { requestId: trading.newAccountRequestId() };
    },
    render: (broker, received, ticket, error) => createAccountPage(dependencies, broker, received, ticket, error),
    submit: (call, ticket) => openAccount(dependencies, call, ticket),
  };
  return inappScreen(dependencies, page);
}

/** Leads back to the app when the account is open and linked. */
async function openAccount(
  dependencies: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
  ticket: PageTicket,
): Promise<RouteReply> {
  const { trading, users, pageTickets } = dependencies;
  const { broker } = caller;
  if (broker.accountOffers.length === 0) throw new BridgeError('accounts_off');
  const { userId = '', requestId = '' } = ticket.claims;
  const user = await users.findById(broker.brokerName, userId);
  if (!user || user.platformUserId === null) throw new BridgeError('page_expired');
  const linked = { ...user, platformUserId: user.platformUserId };
  try {
    await trading.openAccount(broker, linked, { ...choiceIn(body), requestId, isFirst: false });
    return { kind: 'redirect', location: broker.screens.successUrl, headers: {} };
  } catch (error) {
    if (!isBridgeError(error, 'account_refused', 'account_unavailable')) throw error;
    // Nothing was opened, and the next try is another request.
    context.errorCode = error.code;
    const claims = { ...ticket.claims, requestId: trading.newAccountRequestId() };
    const renewed = pageTickets.renew('create-account', broker.brokerName, ticket, claims);
    return createAccountPage(dependencies, broker, { context, query, body }, renewed, error);
  }
}
