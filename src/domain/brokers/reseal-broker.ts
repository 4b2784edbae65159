import { managerPasswordContext } from './add-broker.ts';
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
  const context = managerPasswordContext(broker.brokerName);
  const resealed = keyRing.seal(keyRing.open(sealedManagerPassword, context), context);
  await updateBroker(dependencies, broker, { platform: { ...broker.platform, sealedManagerPassword: resealed } });
  return true;
}
