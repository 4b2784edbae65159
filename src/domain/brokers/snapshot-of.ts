import type { Broker } from './broker.ts';
import type { BrokerSnapshot, ShownCashier } from './broker-snapshot.ts';

/** @returns What the white label is set to, without its secrets. */
export function snapshotOf({ revision: _revision, platformPasswords: _passwords, ...broker }: Broker): BrokerSnapshot {
  const { sealedManagerPassword: _password, ...platform } = broker.platform;
  const { retiredCashierSecrets: _retired, cashier, ...limits } = broker.payments;
  return { ...broker, platform, payments: { ...limits, cashier: withoutSecret(cashier) } };
}

function withoutSecret(cashier: Broker['payments']['cashier']): ShownCashier {
  if (cashier.kind !== 'redirect') return cashier;
  const { sealedSecret: _sealed, ...rest } = cashier;
  return rest;
}
