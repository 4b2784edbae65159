import type { AppRequest } from '../../../domain/access/app-requests.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { TradingAccount } from '../../../domain/trading/trading-account.ts';
import type { User } from '../../../domain/users/user.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { findAppRequest } from '../app-sign-in/find-app-request.ts';
import { findSession } from '../in-app/session-cookie.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** What a trader is asked to consent to. */
export interface ConsentRequest {
  readonly request: AppRequest;
  readonly user: User;
  /** Among which the trader chooses; `null` where the app asks for none of them. */
  readonly accounts: readonly TradingAccount[] | null;
}

const ACCOUNT_SCOPES = ['accounts', 'trading', 'payments'];

/** @throws `app_request_expired` also when the trader is not signed in with this browser any more */
export async function findConsentRequest(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: Pick<ReceivedRequest, 'query' | 'context'>,
): Promise<ConsentRequest> {
  const { users, trading } = dependencies;
  const request = await findWaiting(dependencies, broker, received);
  const session = await findSession(dependencies, broker, received);
  const isTheirs = session !== undefined && session.userId === request.userId;
  const user = isTheirs ? await users.findById(broker.brokerName, session.userId) : undefined;
  if (!user) throw new BridgeError('app_request_expired', { detail: 'the trader is not signed in any more' });
  const asksForAccounts = request.scopes.some((scope) => ACCOUNT_SCOPES.includes(scope));
  return { request, user, accounts: asksForAccounts ? linkedOf(await trading.listAccounts(broker, user)) : null };
}

/** @throws `app_request_expired` */
export async function findWaiting(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: Pick<ReceivedRequest, 'query' | 'context'>,
): Promise<AppRequest> {
  const request = await findAppRequest(dependencies, broker, received, (waitsFor) => waitsFor === 'consent');
  if (!request) throw new BridgeError('app_request_expired', { detail: 'the address names none' });
  return request;
}

/** Those that the platform knows, the live ones first. */
function linkedOf(accounts: readonly TradingAccount[]): TradingAccount[] {
  return accounts
    .filter(({ ctidTraderAccountId }) => ctidTraderAccountId !== null)
    .sort((one, other) => other.environment.localeCompare(one.environment) || one.login - other.login);
}
