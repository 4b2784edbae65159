import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { RouteReply } from '../../../http/route.ts';
import { renderPage } from '../page/render-page.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { isChoice, nameOfChoice } from './chosen-logins.ts';
import type { ConsentRequest } from './find-consent-request.ts';

/** Names the form. */
export const CONSENT_PAGE = 'consent';

/** With words of their own, in the order in which they are shown. */
const KNOWN_SCOPES = ['openid', 'profile', 'email', 'accounts', 'trading', 'payments', 'offline_access'];

/** Says which app asks, and for what; the trader's accounts are all ticked at first. */
export function consentPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  { request, user, accounts }: ConsentRequest,
  error?: BridgeError,
): RouteReply {
  const { body } = received;
  const wasSent = body.go !== undefined;
  const choices = isChoice(accounts) ? accounts : [];
  return renderPage(
    dependencies,
    broker,
    { ...received, appRequest: request },
    {
      view: 'consent',
      title: 'consent.title',
      words: { app: request.client.name, email: user.email },
      error,
      fields: { accounts: 'fieldErrors.accounts' },
      data: {
        ticket: dependencies.formTickets.issue(CONSENT_PAGE, broker.brokerName),
        scopes: shownScopes(request.scopes),
        choices: choices.map((account) => ({
          name: nameOfChoice(account),
          login: String(account.login),
          environment: account.environment,
          currency: account.depositCurrency,
          isTicked: !wasSent || body[nameOfChoice(account)] !== undefined,
        })),
        accountsHint: accounts && hintOf(accounts.length, choices.length),
      },
    },
  );
}

function shownScopes(scopes: readonly string[]): string[] {
  const shown = KNOWN_SCOPES.filter((scope) => scopes.includes(scope));
  return scopes.length > shown.length ? [...shown, 'other'] : shown;
}

function hintOf(count: number, choices: number): string {
  if (count === 0) return 'consent.noAccounts';
  return choices === 0 ? 'consent.allAccounts' : 'consent.allHint';
}
