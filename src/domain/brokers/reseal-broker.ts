import type { KeyRing } from '../../lib/key-ring.ts';
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
  if (sealedSecretsOf(broker).every((sealed) => keyRing.isCurrent(sealed))) return false;
  const managerPassword = keyRing.open(sealedManagerPassword, managerPasswordContext(broker.brokerName));
  const resealed = { ...broker, payments: resealPayments(keyRing, broker) };
  await updateBroker(dependencies, resealed, { platform: { managerPassword } });
  return true;
}

function sealedSecretsOf({ platform, payments }: Broker): string[] {
  const { cashier, retiredCashierSecrets } = payments;
  const ofCashiers = cashier.kind === 'redirect' ? [cashier, ...retiredCashierSecrets] : retiredCashierSecrets;
  return [platform.sealedManagerPassword, ...ofCashiers.map(({ sealedSecret }) => sealedSecret)];
}

function resealPayments(keyRing: KeyRing, { brokerName, payments }: Broker): PaymentSettings {
  const context = cashierSecretContext(brokerName);
  const reseal = <Holder extends { readonly sealedSecret: string }>(holder: Holder): Holder => ({
    ...holder,
    sealedSecret: keyRing.seal(keyRing.open(holder.sealedSecret, context), context),
  });
  const { cashier, retiredCashierSecrets } = payments;
  return {
    ...payments,
    cashier: cashier.kind === 'redirect' ? reseal(cashier) : cashier,
    // One whose key is gone is good for nothing.
    retiredCashierSecrets: retiredCashierSecrets
      .filter(({ sealedSecret }) => keyRing.canOpen(sealedSecret))
      .map((retired) => reseal(retired)),
  };
}
