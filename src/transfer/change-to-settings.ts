import { datedAgreements } from '../config/dated-agreements.ts';
import type { SeedBrokerSettings } from '../config/seed-file-types.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import type { SettingChange } from '../lib/setting-changes.ts';

export type BrokerChange = Parameters<Brokers['update']>[1];

/**
 * The parts of the settings that are others now, as the domain takes them. A secret that is left out stays.
 *
 * @param changes - Which those are.
 */
export function changeToSettings(
  { agreements, ...settings }: SeedBrokerSettings,
  changes: readonly SettingChange[],
): BrokerChange {
  const changed = new Set(changes.map(({ field }) => field.split('.')[0]));
  const parts = Object.entries({ ...settings, agreements: datedAgreements(agreements) });
  return Object.fromEntries(parts.filter(([name]) => changed.has(name)));
}
