import type { Account, Configuration } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { TradingAccount } from '../../domain/trading/trading-account.ts';
import type { User } from '../../domain/users/user.ts';
import { findTrader } from './find-trader.ts';
import { grantedAccounts } from './granted-accounts.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/** Which claims come with which scope. */
export const CLAIMS: Readonly<Record<string, string[]>> = {
  openid: ['sub', 'broker_name', 'broker_crm_name', 'ctid'],
  profile: ['name', 'given_name', 'family_name', 'locale'],
  email: ['email', 'email_verified'],
  accounts: ['accounts'],
};

/** What an issuer says of its traders. A user of another white label is nobody here. */
export function findAccount(
  dependencies: Pick<OidcDependencies, 'users' | 'trading'>,
  broker: Broker,
): NonNullable<Configuration['findAccount']> {
  return async (context, userId, token): Promise<Account | undefined> => {
    const user = await findTrader(dependencies.users, broker, userId, context.req);
    if (!user) return undefined;
    return {
      accountId: user.id,
      async claims(_use, scope) {
        const claims = { sub: user.id, ...claimsOf(broker, user) };
        if (!scope.split(' ').includes('accounts')) return claims;
        const grantId = token && 'grantId' in token ? token.grantId : undefined;
        const shown = await grantedAccounts(dependencies, broker, context, { accountId: user.id, grantId });
        return { ...claims, accounts: shown.map(toClaim) };
      },
    };
  };
}

/** What is not known is not claimed. */
function claimsOf({ brokerName, brokerCrmName }: Broker, user: User): Record<string, unknown> {
  const { firstName, lastName, platformUserId, email, preferredLanguage } = user;
  const name = [firstName, lastName].filter((part) => part !== null).join(' ');
  return {
    broker_name: brokerName,
    broker_crm_name: brokerCrmName,
    ...(platformUserId === null ? {} : { ctid: platformUserId }),
    ...(name === '' ? {} : { name }),
    ...(firstName === null ? {} : { given_name: firstName }),
    ...(lastName === null ? {} : { family_name: lastName }),
    locale: preferredLanguage,
    email,
    // Nobody has proved at sign-up that they read mail there.
    email_verified: false,
  };
}

function toClaim({ login, environment, depositCurrency }: TradingAccount) {
  return { login, environment, currency: depositCurrency };
}
