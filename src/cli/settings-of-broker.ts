import type { SeedBrokerSettings } from '../config/seed-file-types.ts';
import type { Broker } from '../domain/brokers/broker.ts';
import { writtenAgreement } from './written-agreement.ts';

/** What can be changed of a broker, in the shape of the seed file, without its secrets. */
export function settingsOfBroker(broker: Broker): SeedBrokerSettings {
  const { displayName, enabled, hosts, screens, tokens, branding, actions } = broker;
  const { firstAccount, accountOffers, onboarding, agreements, privacy, platform, payments } = broker;
  const { sealedManagerPassword: _password, ...connection } = platform;
  const { cashier, retiredCashierSecrets: _retired, ...limits } = payments;
  return {
    ...{
      displayName,
      enabled,
      hosts,
      screens,
      tokens,
      branding,
      actions,
      firstAccount,
      accountOffers,
      onboarding,
      privacy,
    },
    agreements: agreements.map(writtenAgreement),
    platform: connection,
    payments: { ...limits, cashier: withoutSecret(cashier) },
  };
}

function withoutSecret(cashier: Broker['payments']['cashier']): SeedBrokerSettings['payments']['cashier'] {
  if (cashier.kind !== 'redirect') return cashier;
  const { sealedSecret: _sealed, ...rest } = cashier;
  return rest;
}
