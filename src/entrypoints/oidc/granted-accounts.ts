import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { TradingAccount } from '../../domain/trading/trading-account.ts';
import type { User } from '../../domain/users/user.ts';
import { chosenAccounts } from './chosen-accounts.ts';
import { findTrader } from './find-trader.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { forEngine } from './store-outage.ts';

type Dependencies = Pick<OidcDependencies, 'users' | 'trading'>;
type Granted = { readonly accountId: string; readonly grantId?: string | undefined };

/** Whoever may do one of these has to know with which accounts. */
const ACCOUNT_SCOPES = ['accounts', 'trading', 'payments'];

const looked = new WeakMap<
  object,
  { readonly userId: string; readonly accounts: Promise<readonly TradingAccount[]> }
>();

/** Looks a trader's accounts up, once for each request; so that it can be done before something is spent. */
export function findAccounts(
  { trading }: Pick<OidcDependencies, 'trading'>,
  broker: Broker,
  user: User,
  request: object,
): Promise<readonly TradingAccount[]> {
  const known = looked.get(request);
  if (known?.userId === user.id) return known.accounts;
  const accounts = forEngine(() => trading.listAccounts(broker, user));
  looked.set(request, { userId: user.id, accounts });
  return accounts;
}

/** @param scope - As a token or a code says it. */
export function isAboutAccounts(scope: unknown): boolean {
  return typeof scope === 'string' && scope.split(' ').some((one) => ACCOUNT_SCOPES.includes(one));
}

/** The accounts that the platform knows, and of which the trader let the app know. */
export async function grantedAccounts(
  dependencies: Dependencies,
  broker: Broker,
  context: KoaContextWithOIDC,
  { accountId, grantId }: Granted,
): Promise<readonly TradingAccount[]> {
  const user = await findTrader(dependencies.users, broker, accountId, context.req);
  if (!user) return [];
  const accounts = await findAccounts(dependencies, broker, user, context.req);
  const grant = grantId === undefined ? undefined : await context.oidc.provider.Grant.find(grantId);
  const chosen = grant && chosenAccounts(grant);
  return accounts.filter(({ login, ctidTraderAccountId }) => {
    return ctidTraderAccountId !== null && (chosen?.includes(login) ?? true);
  });
}
