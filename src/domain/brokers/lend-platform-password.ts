import { newRecordId } from '../../lib/ids.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { Broker } from './broker.ts';
import type { ChangeActor } from './broker-snapshot.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import type { MadePassword } from './rotate-platform-password.ts';

/** One more password, for a while; the others stay as they are. */
export async function lendPlatformPassword(
  { store, clock, hasher }: BrokersDependencies,
  { brokerName }: Broker,
  forSeconds: number,
  actor?: ChangeActor,
): Promise<MadePassword> {
  const password = newSecret();
  const nowMs = clock.nowMs();
  const id = newRecordId(nowMs);
  const hash = await hasher.hash(password);
  const record = { id, hash, createdAtMs: nowMs, expiresAtMs: nowMs + forSeconds * 1000 };
  await store.rotatePlatformPassword(brokerName, record, null, { actor });
  return { id, password };
}
