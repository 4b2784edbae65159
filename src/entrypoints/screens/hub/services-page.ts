import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteReply } from '../../../http/route.ts';
import { renderPage } from '../page/render-page.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { ACCOUNT_SERVICES, isOffered, isOfferedTo, outsideOrigins, USER_SERVICES } from './offered-services.ts';

/** Renders the trader's accounts, the live ones first, and a button for whatever can be done. */
export async function servicesPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  ticket: PageTicket,
  error?: BridgeError,
): Promise<RouteReply> {
  const { users, trading } = dependencies;
  const user = await users.findById(broker.brokerName, ticket.claims.userId ?? '');
  if (!user) throw new BridgeError('page_expired', { detail: 'the user is gone' });
  const accounts = (await trading.listAccounts(broker, user))
    .filter(({ ctidTraderAccountId }) => ctidTraderAccountId !== null)
    .sort((one, other) => other.environment.localeCompare(one.environment) || one.login - other.login);
  return renderPage(dependencies, broker, received, {
    view: 'services',
    title: 'services.title',
    error,
    closable: true,
    formOrigins: outsideOrigins(broker),
    data: {
      ticket: ticket.text,
      accounts: accounts.map(({ login, environment, depositCurrency }) => ({
        login: String(login),
        environment,
        currency: depositCurrency,
        services: ACCOUNT_SERVICES.filter((service) => isOfferedTo(broker, service, environment)),
      })),
      userServices: USER_SERVICES.filter((service) => isOffered(broker, service)),
    },
  });
}
