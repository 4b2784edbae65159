import type { App } from '../app.ts';
import { datedAgreements } from '../config/dated-agreements.ts';
import type { SettingChange } from '../config/load-broker-change.ts';
import type { SeedBrokerSettings } from '../config/seed-file-types.ts';
import type { Broker } from '../domain/brokers/broker.ts';

type BrokerChange = Parameters<App['brokers']['update']>[1];

/** The parts of the settings that are others now, as the domain takes them. */
export function toBrokerChange(
  broker: Broker,
  { payments, agreements, ...settings }: SeedBrokerSettings,
  changes: readonly SettingChange[],
): BrokerChange {
  const changed = new Set(changes.map(({ field }) => field.split('.')[0]));
  const parts = Object.entries({
    ...settings,
    agreements: datedAgreements(agreements),
    payments: { ...payments, cashier: cashierOf(broker, payments.cashier) },
  });
  return Object.fromEntries(parts.filter(([name]) => changed.has(name)));
}

type NewCashier = NonNullable<BrokerChange['payments']>['cashier'];

/** One that is given no secret keeps the one that it has. */
function cashierOf({ payments }: Broker, cashier: SeedBrokerSettings['payments']['cashier']): NewCashier {
  if (cashier.kind !== 'redirect') return cashier;
  const { secret, ...rest } = cashier;
  if (secret !== undefined) return { ...rest, secret };
  if (payments.cashier.kind !== 'redirect') throw new Error('A new cashier comes with its secret');
  return { ...rest, sealedSecret: payments.cashier.sealedSecret };
}
