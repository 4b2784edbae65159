import { cashierSecretContext, managerPasswordContext } from '../../lib/seal-contexts.ts';
import type { Broker, PaymentSettings } from './broker.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { updateBroker } from './update-broker.ts';

/**
 * Seals the secrets of a white label with the current key, if an older one sealed them.
 *
 * @returns Whether it did.
 * @throws `broker_changed`
 */
export async function resealBroker(dependencies: BrokersDependencies, broker: Broker): Promise<boolean> {
  const { keyRing } = dependencies;
  const { sealedManagerPassword } = broker.platform;
  const payments = resealPayments(dependencies, broker);
  if (keyRing.isCurrent(sealedManagerPassword) && payments === broker.payments) return false;
  const managerPassword = keyRing.open(sealedManagerPassword, managerPasswordContext(broker.brokerName));
  await updateBroker(dependencies, broker, { platform: { managerPassword }, payments });
  return true;
}

/** @returns The very same settings where there is nothing to do. */
function resealPayments({ keyRing }: BrokersDependencies, { brokerName, payments }: Broker): PaymentSettings {
  const { cashier } = payments;
  if (cashier.kind !== 'redirect' || keyRing.isCurrent(cashier.sealedSecret)) return payments;
  const context = cashierSecretContext(brokerName);
  const sealedSecret = keyRing.seal(keyRing.open(cashier.sealedSecret, context), context);
  return { ...payments, cashier: { ...cashier, sealedSecret } };
}
