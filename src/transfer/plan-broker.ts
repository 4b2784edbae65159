import { datedAgreements } from '../config/dated-agreements.ts';
import { KEPT_SECRET } from '../config/kept-secret.ts';
import type { SeedBroker, SeedBrokerSettings } from '../config/seed-file-types.ts';
import type { Broker } from '../domain/brokers/broker.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import { newSecret } from '../lib/secrets.ts';
import type { SettingChange } from '../lib/setting-changes.ts';
import { type BrokerChange, changeToSettings } from './change-to-settings.ts';
import type { ImportFault, MadeSecret } from './import-plan.ts';

type NewBroker = Parameters<Brokers['create']>[0];

/** What becomes of one white label of a document, apart from its clients. */
export type BrokerStep =
  | { readonly kind: 'create'; readonly draft: NewBroker; readonly secrets: readonly MadeSecret[] }
  | {
      readonly kind: 'update';
      readonly change: BrokerChange;
      readonly changes: readonly SettingChange[];
      readonly expectedRevision: number;
      readonly secrets: readonly MadeSecret[];
    };

export interface PlannedBroker {
  readonly step: BrokerStep;
  readonly faults: readonly ImportFault[];
}

const CASHIER_SECRET = 'payments.cashier.secret';
const CASHIER_SECRET_BYTES = 32;

/** One that is not there yet. Secrets that the document leaves to what is there are made. */
export async function planCreation(
  brokers: Brokers,
  seed: SeedBroker,
  newCrms: ReadonlySet<string>,
): Promise<PlannedBroker> {
  const { traders: _traders, apiKeys: _keys, clients: _clients, agreements, platform, payments, ...settings } = seed;
  const secrets: MadeSecret[] = [];
  const orMade = (field: string, given: string, bytes?: number) => {
    if (given !== KEPT_SECRET) return given;
    const secret = newSecret(bytes);
    secrets.push({ brokerName: seed.brokerName, field, secret });
    return secret;
  };
  const { cashier } = payments;
  const draft: NewBroker = {
    ...settings,
    agreements: datedAgreements(agreements),
    platformPassword: orMade('platformPassword', seed.platformPassword),
    platform: { ...platform, managerPassword: orMade('platform.managerPassword', platform.managerPassword) },
    payments: {
      ...payments,
      cashier:
        cashier.kind === 'redirect'
          ? { ...cashier, secret: orMade(CASHIER_SECRET, cashier.secret, CASHIER_SECRET_BYTES) }
          : cashier,
    },
  };
  const found = await brokers.checkNew(draft);
  const faults = found.filter(({ field }) => !(field === 'brokerCrmName' && newCrms.has(seed.brokerCrmName)));
  return {
    step: { kind: 'create', draft, secrets },
    faults: faults.map((fault) => at(seed, fault.field, fault.reason)),
  };
}

/** One that is there. What the document leaves to what is there stays. */
export async function planUpdate(brokers: Brokers, seed: SeedBroker, broker: Broker): Promise<PlannedBroker> {
  const secrets: MadeSecret[] = [];
  const settings = settingsOf(seed, broker, secrets);
  const whole = changeToSettings(settings, Object.keys(settings).map(asChanged));
  const changes = brokers.previewChange(seed.brokerName, whole);
  const change = changeToSettings(settings, changes);
  // One that stays as it is may be older than a rule.
  const found = changes.length === 0 ? [] : await brokers.check(seed.brokerName, change);
  const faults = [...(await fixedFaults(brokers, seed, broker)), ...found];
  return {
    step: { kind: 'update', change, changes, secrets, expectedRevision: broker.revision },
    faults: faults.map(({ field, reason }) => at(seed, field, reason)),
  };
}

function settingsOf(seed: SeedBroker, broker: Broker, secrets: MadeSecret[]): SeedBrokerSettings {
  const { brokerName, brokerCrmName: _crm, whiteLabelOf: _broker, platformPassword: _password, ...rest } = seed;
  const { traders: _traders, apiKeys: _keys, clients: _clients, platform, payments, ...settings } = rest;
  const { managerPassword, ...connection } = platform;
  return {
    ...settings,
    platform: managerPassword === KEPT_SECRET ? connection : platform,
    payments: { ...payments, cashier: cashierOf(brokerName, payments.cashier, broker, secrets) },
  };
}

/** There is nothing to keep of a cashier that is none yet. */
function cashierOf(
  brokerName: string,
  cashier: SeedBroker['payments']['cashier'],
  { payments }: Broker,
  secrets: MadeSecret[],
): SeedBrokerSettings['payments']['cashier'] {
  if (cashier.kind !== 'redirect' || cashier.secret !== KEPT_SECRET) return cashier;
  const { secret: _kept, ...rest } = cashier;
  if (payments.cashier.kind === 'redirect') return rest;
  const secret = newSecret(CASHIER_SECRET_BYTES);
  secrets.push({ brokerName, field: CASHIER_SECRET, secret });
  return { ...rest, secret };
}

async function fixedFaults(brokers: Brokers, seed: SeedBroker, broker: Broker) {
  const { platformPassword } = seed;
  const fixed = (['brokerCrmName', 'whiteLabelOf'] as const)
    .filter((field) => seed[field] !== broker[field])
    .map((field) => ({ field, reason: 'cannot be changed' }));
  const isKept = platformPassword === KEPT_SECRET || (await brokers.passwordCheck.verify(broker, platformPassword));
  if (isKept) return fixed;
  return [
    ...fixed,
    { field: 'platformPassword', reason: 'is another; `drawbridge broker rotate-password` changes it' },
  ];
}

function asChanged(field: string): SettingChange {
  return { field, before: null, after: null };
}

function at({ brokerName }: SeedBroker, field: string, reason: string): ImportFault {
  return { brokerName, field, reason };
}
