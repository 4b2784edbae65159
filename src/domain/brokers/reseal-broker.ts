import { managerPasswordContext } from '../../lib/seal-contexts.ts';
import type { Broker } from './broker.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { updateBroker } from './update-broker.ts';

/**
 * Seals the manager's password with the current key, if an older one sealed it.
 *
 * @returns Whether it did.
 * @throws `broker_changed`
 */
export async function resealBroker(dependencies: BrokersDependencies, broker: Broker): Promise<boolean> {
  const { keyRing } = dependencies;
  const { sealedManagerPassword } = broker.platform;
  if (keyRing.isCurrent(sealedManagerPassword)) return false;
  const managerPassword = keyRing.open(sealedManagerPassword, managerPasswordContext(broker.brokerName));
  await updateBroker(dependencies, broker, { platform: { managerPassword } });
  return true;
}
