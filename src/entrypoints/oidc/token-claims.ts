import type { Configuration } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { grantedAccounts, isAboutAccounts } from './granted-accounts.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/**
 * What access tokens and introspection say of ours. Always the accounts too where it is about them, so that no resource
 * server takes a list that is missing for all of them.
 */
export function tokenClaims(
  dependencies: Pick<OidcDependencies, 'users' | 'trading'>,
  broker: Broker,
): NonNullable<Configuration['extraTokenClaims']> {
  const ofBroker = { broker_name: broker.brokerName, broker_crm_name: broker.brokerCrmName };
  return async (context, token) => {
    if (!('accountId' in token) || !isAboutAccounts(token.scope)) return ofBroker;
    const accounts = await grantedAccounts(dependencies, broker, context, token);
    return { ...ofBroker, account_logins: accounts.map(({ login }) => login) };
  };
}
