import { mergeSettings } from '../lib/merge-settings.ts';
import { type SettingChange, settingChangesBetween } from '../lib/setting-changes.ts';
import { checkFile, readBrokersFile } from './brokers-file.ts';
import { productionFaultsOf } from './load-seed-file.ts';
import { type Settings, SettingsError } from './load-settings.ts';
import { brokerSettings } from './seed-file-schema.ts';
import type { SeedBrokerSettings } from './seed-file-types.ts';

/** A broker with the changes of a file. */
export interface LoadedBrokerChange {
  /** Whole; secrets only where the file gives new ones. */
  readonly settings: SeedBrokerSettings;
  /** Secrets are not told. */
  readonly changes: readonly SettingChange[];
}

const FIXED: Readonly<Record<string, string>> = {
  brokerName: 'cannot be changed',
  brokerCrmName: 'cannot be changed',
  whiteLabelOf: 'cannot be changed',
  platformPassword: 'is changed by `drawbridge broker rotate-password`',
  traders: 'cannot be changed here; `drawbridge seed` adds traders',
  clients: 'are changed by `drawbridge client update`',
  apiKeys: 'are changed by `drawbridge api-key update`',
};

/**
 * Reads a file with the part of a broker's settings that changes, in the shape of the seed file.
 *
 * @param current - What is kept now.
 * @throws SettingsError naming every fault; production mode has the same demands as for a seed file.
 */
export async function loadBrokerChange(
  path: string,
  { mode, simulatorUrl }: Pick<Settings, 'mode' | 'simulatorUrl'>,
  brokerName: string,
  current: SeedBrokerSettings,
): Promise<LoadedBrokerChange> {
  const part = await readBrokersFile(path, mode === 'production' ? {} : { simulatorUrl });
  const faults = faultsOf(part, current);
  if (faults.length > 0) throw new SettingsError(faults.map((fault) => `${path}: ${fault}`));
  const settings = checkFile<SeedBrokerSettings>(brokerSettings, mergeSettings(current, part), path);
  if (mode === 'production') refuseUnsafe(path, brokerName, settings);
  return { settings, changes: toldChanges(current, settings) };
}

function faultsOf(part: unknown, current: SeedBrokerSettings): string[] {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) {
    return ['must be an object that holds the settings that change.'];
  }
  const fixed = Object.keys(part).filter((name) => Object.hasOwn(FIXED, name));
  const faults = fixed.map((name) => `${name} ${FIXED[name]}.`);
  return needsSecret(part, current) ? [...faults, 'payments.cashier.secret is required.'] : faults;
}

/** Of a cashier that was none before. */
function needsSecret(part: object, current: SeedBrokerSettings): boolean {
  const { payments } = mergeSettings({ payments: current.payments }, part) as Pick<SeedBrokerSettings, 'payments'>;
  const cashier = payments?.cashier;
  return cashier?.kind === 'redirect' && cashier.secret === undefined && current.payments.cashier.kind !== 'redirect';
}

function refuseUnsafe(path: string, brokerName: string, settings: SeedBrokerSettings): void {
  const { platform, payments } = settings;
  const { cashier } = payments;
  const faults = productionFaultsOf({
    ...settings,
    ...{ brokerName, brokerCrmName: '', whiteLabelOf: null, platformPassword: '' },
    ...{ traders: [], clients: [], apiKeys: [] },
    // Those that stay were looked at when they came.
    platform: { managerPassword: '', ...platform },
    payments: { ...payments, cashier: cashier.kind === 'redirect' ? { secret: '', ...cashier } : cashier },
  });
  if (faults.length > 0) throw new SettingsError(faults.map((fault) => `${path}: ${fault}`));
}

const SECRETS = ['platform.managerPassword', 'payments.cashier.secret'];

function toldChanges(current: object, next: object): SettingChange[] {
  return settingChangesBetween(current, next).map((change) =>
    SECRETS.includes(change.field) ? { ...change, before: '(secret)', after: '(new secret)' } : change,
  );
}
