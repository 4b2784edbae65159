import type { SeedBrokerSettings } from '../config/seed-file-types.ts';
import type { Broker } from '../domain/brokers/broker.ts';
import { isoTime } from './iso-time.ts';

/** What can be changed of a broker, in the shape of the seed file, without its secrets. */
export function settingsOfBroker(broker: Broker): SeedBrokerSettings {
  const { displayName, enabled, hosts, screens, tokens, branding, actions } = broker;
  const { firstAccount, accountOffers, agreements, privacy, platform, payments } = broker;
  const { sealedManagerPassword: _password, ...connection } = platform;
  const { cashier, retiredCashierSecrets: _retired, ...limits } = payments;
  return {
    ...{ displayName, enabled, hosts, screens, tokens, branding, actions, firstAccount, accountOffers, privacy },
    agreements: agreements.map(writtenAgreement),
    platform: connection,
    payments: { ...limits, cashier: withoutSecret(cashier) },
  };
}

/** With its time as a person writes it. */
function writtenAgreement({
  effectiveAtMs,
  ...agreement
}: Broker['agreements'][number]): SeedBrokerSettings['agreements'][number] {
  return effectiveAtMs === undefined ? agreement : { ...agreement, effectiveAt: isoTime(effectiveAtMs) };
}

function withoutSecret(cashier: Broker['payments']['cashier']): SeedBrokerSettings['payments']['cashier'] {
  if (cashier.kind !== 'redirect') return cashier;
  const { sealedSecret: _sealed, ...rest } = cashier;
  return rest;
}
