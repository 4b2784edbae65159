import { newRecordId } from '../../lib/ids.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { Broker } from './broker.ts';
import type { ChangeActor } from './broker-snapshot.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';

/** @returns The new password, in the clear. */
export async function rotatePlatformPassword(
  { store, clock, hasher }: BrokersDependencies,
  broker: Broker,
  overlapSeconds: number,
  actor?: ChangeActor,
): Promise<string> {
  const password = newSecret();
  const nowMs = clock.nowMs();
  const record = { id: newRecordId(nowMs), hash: await hasher.hash(password), createdAtMs: nowMs, expiresAtMs: null };
  await store.rotatePlatformPassword(broker.brokerName, record, nowMs + overlapSeconds * 1000, { actor });
  return password;
}
