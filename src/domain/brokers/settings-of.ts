import { type SettingChange, settingChangesBetween } from '../../lib/setting-changes.ts';
import type { AgreementSetting, Broker } from './broker.ts';
import type { BrokerSnapshot } from './broker-snapshot.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { changedSecretsOf } from './changed-secrets.ts';
import { snapshotOf } from './snapshot-of.ts';
import { type BrokerChange, mergeChange } from './update-broker.ts';

/** A white label as the seed file writes it, without its secrets, and without what has contexts of its own. */
export type BrokerSettings = Omit<BrokerSnapshot, 'sessionsEndedAtMs' | 'agreements'> & {
  readonly agreements: readonly WrittenAgreement[];
};

type Written<Agreement> = Agreement extends unknown
  ? Omit<Agreement, 'effectiveAtMs'> & { readonly effectiveAt?: string }
  : never;

/** Its time as a person writes it. */
export type WrittenAgreement = Written<AgreementSetting>;

export function settingsOf(broker: Broker): BrokerSettings {
  return writtenSettings(snapshotOf(broker));
}

export function writtenSettings({
  sessionsEndedAtMs: _ended,
  agreements,
  ...settings
}: BrokerSnapshot): BrokerSettings {
  return { ...settings, agreements: agreements.map(writtenAgreement) };
}

function writtenAgreement({ effectiveAtMs, ...agreement }: AgreementSetting): WrittenAgreement {
  return effectiveAtMs === undefined ? agreement : { ...agreement, effectiveAt: new Date(effectiveAtMs).toISOString() };
}

/** @returns What a change changes; of secrets only that they do. */
export function previewChange(
  dependencies: Pick<BrokersDependencies, 'keyRing' | 'clock'>,
  broker: Broker,
  change: BrokerChange,
): SettingChange[] {
  const changed = mergeChange(dependencies, broker, change);
  const { revision, platformPasswords } = broker;
  const after = settingsOf({ ...changed, revision, platformPasswords });
  const secrets = changedSecretsOf(dependencies.keyRing, broker, changed);
  return [
    ...settingChangesBetween(settingsOf(broker), after),
    ...secrets.map((field) => ({ field, before: '(secret)', after: '(secret)' })),
  ];
}

/** @returns What is different of two white labels, apart from their names. `before` is the first one's. */
export function compareSettings(one: Broker, other: Broker): SettingChange[] {
  return settingChangesBetween(withoutName(one), withoutName(other));
}

function withoutName(broker: Broker): object {
  const { brokerName: _name, ...settings } = settingsOf(broker);
  return settings;
}
