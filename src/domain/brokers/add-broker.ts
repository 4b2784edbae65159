import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { managerPasswordContext } from '../../lib/seal-contexts.ts';
import type { Broker, PlatformConnection } from './broker.ts';
import type { BrokerDirectory } from './broker-directory.ts';
import type { ChangeActor } from './broker-snapshot.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { checkBroker } from './check-broker.ts';
import { type NewPaymentSettings, sealCashier } from './seal-cashier.ts';

/** A broker as an operator describes it, its secrets in the clear. */
export interface NewBroker
  extends Omit<Broker, 'revision' | 'sessionsEndedAtMs' | 'platformPasswords' | 'platform' | 'payments'> {
  readonly platform: Omit<PlatformConnection, 'sealedManagerPassword'> & { readonly managerPassword: string };
  readonly payments: NewPaymentSettings;
  /** With which the platform buys its `crmApiToken`. */
  readonly platformPassword: string;
}

/**
 * @returns Whether it was added; `false` when it exists.
 * @throws `broker_invalid`, `broker_exists`
 */
export async function addBroker(
  { store, clock, keyRing, hasher }: BrokersDependencies,
  directory: BrokerDirectory,
  broker: NewBroker,
  actor?: ChangeActor,
): Promise<boolean> {
  if (directory.find(broker.brokerName)) return false;
  const record = recordOf(keyRing, broker);
  await checkBroker(record);
  if (!directory.findCrm(broker.brokerCrmName)) throw new BridgeError('broker_invalid', { field: 'brokerCrmName' });
  const nowMs = clock.nowMs();
  const password = {
    id: newRecordId(nowMs),
    hash: await hasher.hash(broker.platformPassword),
    createdAtMs: nowMs,
    expiresAtMs: null,
  };
  return store.addBroker({ ...record, platformPasswords: [password] }, { actor });
}

/** @returns The broker as it would be kept, whether it is good or not. */
export function recordOf(
  keyRing: KeyRing,
  { platformPassword: _password, platform, payments, ...settings }: NewBroker,
) {
  const { managerPassword, ...connection } = platform;
  const sealedManagerPassword = keyRing.seal(managerPassword, managerPasswordContext(settings.brokerName));
  return {
    ...settings,
    sessionsEndedAtMs: null,
    platform: { ...connection, sealedManagerPassword },
    payments: sealCashier(keyRing, settings.brokerName, payments),
  };
}
