import { BridgeError } from '../../errors/bridge-error.ts';
import { managerPasswordContext } from '../../lib/seal-contexts.ts';
import type { Broker, PlatformConnection } from './broker.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { checkBroker } from './check-broker.ts';

/** What can be changed of a broker; its name and CRM cannot. */
export type BrokerChange = Partial<
  Pick<
    Broker,
    | 'displayName'
    | 'enabled'
    | 'hosts'
    | 'screens'
    | 'tokens'
    | 'payments'
    | 'branding'
    | 'actions'
    | 'firstAccount'
    | 'accountOffers'
    | 'agreements'
  >
> & {
  /** Only what changes; the manager's password in the clear. */
  readonly platform?: Partial<Omit<PlatformConnection, 'sealedManagerPassword'>> & {
    readonly managerPassword?: string;
  };
};

/** @throws `broker_invalid`, `broker_exists` (a host that is taken), `broker_changed` (by somebody else in between) */
export async function updateBroker(
  { store, keyRing }: BrokersDependencies,
  broker: Broker,
  { platform = {}, ...change }: BrokerChange,
): Promise<void> {
  const { revision, platformPasswords: _kept, ...settings } = broker;
  const { managerPassword, ...connection } = platform;
  const sealedManagerPassword =
    managerPassword === undefined
      ? broker.platform.sealedManagerPassword
      : keyRing.seal(managerPassword, managerPasswordContext(broker.brokerName));
  const changed = { ...settings, ...change, platform: { ...broker.platform, ...connection, sealedManagerPassword } };
  await checkBroker(changed);
  if (await store.replaceBroker(changed, revision)) return;
  throw new BridgeError('broker_changed', { detail: `changed since revision ${revision}` });
}
