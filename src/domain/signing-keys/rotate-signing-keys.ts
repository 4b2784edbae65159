import type { Broker } from '../brokers/broker.ts';
import type { ChangeActor } from '../brokers/broker-snapshot.ts';
import { makeSigningKey } from './make-signing-key.ts';
import type { SigningKey } from './signing-key.ts';
import type { SigningKeysDependencies } from './signing-keys-dependencies.ts';
import { DEFAULT_LEAD_SECONDS, retirementAfter } from './signing-schedule.ts';

/** For how long a key that has retired still shows up in lists. */
const SHOWN_AFTER_RETIREMENT_MS = 30 * 86_400_000;

export async function rotateSigningKeys(
  dependencies: SigningKeysDependencies,
  { brokerName }: Broker,
  leadSeconds: number = DEFAULT_LEAD_SECONDS,
  actor?: ChangeActor,
): Promise<SigningKey[]> {
  const { store, brokers, clock, log } = dependencies;
  const keys = await store.list(brokerName);
  const nowMs = clock.nowMs();
  const lasting = keys.filter(({ retiresAtMs }) => retiresAtMs === null);
  const added: SigningKey[] = [];
  for (const algorithm of new Set(lasting.map((key) => key.algorithm))) {
    const times = { createdAtMs: nowMs, signsFromMs: nowMs + leadSeconds * 1000 };
    const key = await makeSigningKey(dependencies, { brokerName, algorithm, ...times });
    if (!(await store.addNext(key, retirementAfter(key.signsFromMs), { actor }))) continue;
    log.info({ broker: brokerName, keyId: key.id, algorithm, leadSeconds }, 'another signing key follows');
    added.push(key);
  }
  for (const { id, retiresAtMs } of keys) {
    if (retiresAtMs !== null && retiresAtMs + SHOWN_AFTER_RETIREMENT_MS < nowMs) await store.remove(brokerName, id);
  }
  await brokers.refresh();
  return added;
}
