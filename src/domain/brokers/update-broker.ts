import { BridgeError } from '../../errors/bridge-error.ts';
import { managerPasswordContext } from '../../lib/seal-contexts.ts';
import type { Broker, CashierSetting, PaymentSettings, PlatformConnection } from './broker.ts';
import type { BrokerSnapshot, ChangeActor } from './broker-snapshot.ts';
import type { BrokerEvent } from './broker-store.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { changedSecretsOf } from './changed-secrets.ts';
import { keepPublished } from './check-agreements.ts';
import { checkBroker } from './check-broker.ts';
import { checkPublicAddresses } from './check-public-addresses.ts';
import { requireField } from './require-field.ts';
import { retireCashierSecret } from './retire-cashier-secret.ts';
import { type NewPaymentSettings, sealCashier } from './seal-cashier.ts';

/** What can be changed of a broker; its name and CRM cannot. */
export type BrokerChange = Partial<
  Pick<
    Broker,
    | 'displayName'
    | 'enabled'
    | 'hosts'
    | 'screens'
    | 'tokens'
    | 'branding'
    | 'actions'
    | 'firstAccount'
    | 'accountOffers'
    | 'onboarding'
    | 'agreements'
    | 'privacy'
  >
> & {
  /**
   * The cashier's secret in the clear, or left out: then it is the one that is kept. What is kept of former cashiers is not
   * the caller's to say.
   */
  readonly payments?: KeptPaymentSettings | NewPaymentSettings;
  /** Only what changes; the manager's password in the clear. */
  readonly platform?: Partial<Omit<PlatformConnection, 'sealedManagerPassword'>> & {
    readonly managerPassword?: string;
  };
};

type KeptPaymentSettings = BrokerSnapshot['payments'] | Omit<PaymentSettings, 'retiredCashierSecrets'>;

export interface UpdateOptions {
  /** Who does it; the bridge itself where it is left out. */
  readonly actor?: ChangeActor | undefined;
  /** What happened with it, written in its transaction. */
  readonly events?: readonly BrokerEvent[];
}

/** @throws `broker_invalid`, `broker_exists` (a host that is taken), `broker_changed` (by somebody else in between) */
export async function updateBroker(
  dependencies: BrokersDependencies,
  broker: Broker,
  change: BrokerChange,
  { actor, events = [] }: UpdateOptions = {},
): Promise<void> {
  const changed = await changeBroker(dependencies, broker, change);
  const note = { actor, untold: changedSecretsOf(dependencies.keyRing, broker, changed) };
  if (await dependencies.store.replaceBroker(changed, broker.revision, events, note)) return;
  throw new BridgeError('broker_changed', { detail: `changed since revision ${broker.revision}` });
}

/** @returns The broker as it would be saved. @throws `broker_invalid` */
export async function changeBroker(
  dependencies: Pick<BrokersDependencies, 'keyRing' | 'clock' | 'publicOnly'>,
  broker: Broker,
  change: BrokerChange,
) {
  const changed = mergeChange(dependencies, broker, change);
  keepPublished(broker.agreements, changed.agreements);
  await checkBroker(changed);
  if (dependencies.publicOnly) checkPublicAddresses(onlyChanged(changed, change), requireField);
  return changed;
}

/** @returns The broker with the change, whether it is good or not. */
export function mergeChange(
  dependencies: Pick<BrokersDependencies, 'keyRing' | 'clock'>,
  broker: Broker,
  { platform = {}, payments: given = broker.payments, ...change }: BrokerChange,
) {
  const { keyRing } = dependencies;
  const { revision: _revision, platformPasswords: _kept, ...settings } = broker;
  const { managerPassword, ...connection } = platform;
  const payments = holdsSecret(given)
    ? sealCashier(keyRing, broker.brokerName, given)
    : { ...given, cashier: withKeptSecret(broker, given.cashier) };
  const sealedManagerPassword =
    managerPassword === undefined
      ? broker.platform.sealedManagerPassword
      : keyRing.seal(managerPassword, managerPasswordContext(broker.brokerName));
  const retiredCashierSecrets = retireCashierSecret(dependencies, broker, payments.cashier);
  return {
    ...settings,
    ...change,
    payments: { ...payments, retiredCashierSecrets },
    platform: { ...broker.platform, ...connection, sealedManagerPassword },
  };
}

/** @returns The cashier with the secret that the broker has; where there is none it is empty, which no check lets pass. */
function withKeptSecret({ payments }: Broker, cashier: KeptPaymentSettings['cashier']): CashierSetting {
  if (cashier.kind !== 'redirect') return cashier;
  const sealedSecret = payments.cashier.kind === 'redirect' ? payments.cashier.sealedSecret : '';
  return { sealedSecret, ...cashier };
}

function holdsSecret(payments: KeptPaymentSettings | NewPaymentSettings): payments is NewPaymentSettings {
  return 'secret' in payments.cashier;
}

/** Settings that are older than the rule do not stand in the way of another change. */
export function onlyChanged<Settings extends object>(changed: Settings, change: object): Partial<Settings> {
  return Object.fromEntries(
    Object.entries(changed).filter(([part]) => Object.hasOwn(change, part)),
  ) as Partial<Settings>;
}
