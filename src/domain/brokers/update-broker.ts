import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from './broker.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { checkBroker } from './check-broker.ts';

/** What can be changed of a broker; its name and CRM cannot. */
export type BrokerChange = Partial<
  Pick<Broker, 'displayName' | 'enabled' | 'hosts' | 'screens' | 'tokens' | 'payments' | 'firstAccount' | 'platform'>
>;

/** @throws `broker_invalid`, `broker_exists` (a host that is taken, or a change by somebody else in between) */
export async function updateBroker(
  { store }: BrokersDependencies,
  broker: Broker,
  change: BrokerChange,
): Promise<void> {
  const { revision, platformPasswords: _kept, ...settings } = broker;
  const changed = { ...settings, ...change };
  checkBroker(changed);
  if (await store.replaceBroker(changed, revision)) return;
  throw new BridgeError('broker_changed', { detail: `changed since revision ${revision}` });
}
