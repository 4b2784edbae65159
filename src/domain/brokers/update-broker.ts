import { BridgeError } from '../../errors/bridge-error.ts';
import { managerPasswordContext } from '../../lib/seal-contexts.ts';
import type { Broker, PaymentSettings, PlatformConnection } from './broker.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { checkBroker } from './check-broker.ts';
import { retireCashierSecret } from './retire-cashier-secret.ts';

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
    | 'agreements'
  >
> & {
  /** What is kept of cashiers that were changed is not the caller's to say. */
  readonly payments?: Omit<PaymentSettings, 'retiredCashierSecrets'>;
  /** Only what changes; the manager's password in the clear. */
  readonly platform?: Partial<Omit<PlatformConnection, 'sealedManagerPassword'>> & {
    readonly managerPassword?: string;
  };
};

/** @throws `broker_invalid`, `broker_exists` (a host that is taken), `broker_changed` (by somebody else in between) */
export async function updateBroker(
  dependencies: BrokersDependencies,
  broker: Broker,
  { platform = {}, payments = broker.payments, ...change }: BrokerChange,
): Promise<void> {
  const { store, keyRing } = dependencies;
  const { revision, platformPasswords: _kept, ...settings } = broker;
  const { managerPassword, ...connection } = platform;
  const sealedManagerPassword =
    managerPassword === undefined
      ? broker.platform.sealedManagerPassword
      : keyRing.seal(managerPassword, managerPasswordContext(broker.brokerName));
  const retiredCashierSecrets = retireCashierSecret(dependencies, broker, payments.cashier);
  const changed = {
    ...settings,
    ...change,
    payments: { ...payments, retiredCashierSecrets },
    platform: { ...broker.platform, ...connection, sealedManagerPassword },
  };
  await checkBroker(changed);
  if (await store.replaceBroker(changed, revision)) return;
  throw new BridgeError('broker_changed', { detail: `changed since revision ${revision}` });
}
