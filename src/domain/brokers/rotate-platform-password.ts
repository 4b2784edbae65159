import { newRecordId } from '../../lib/ids.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { Broker } from './broker.ts';
import type { ChangeActor } from './broker-snapshot.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';

/** A password that was made; it is not shown again. */
export interface MadePassword {
  readonly id: string;
  readonly password: string;
}

export async function rotatePlatformPassword(
  { store, clock, hasher }: BrokersDependencies,
  broker: Broker,
  overlapSeconds: number,
  actor?: ChangeActor,
): Promise<MadePassword> {
  const password = newSecret();
  const nowMs = clock.nowMs();
  const id = newRecordId(nowMs);
  const record = { id, hash: await hasher.hash(password), createdAtMs: nowMs, expiresAtMs: null };
  await store.rotatePlatformPassword(broker.brokerName, record, nowMs + overlapSeconds * 1000, { actor });
  return { id, password };
}
