import type { Broker } from '../brokers/broker.ts';
import type { SigningKey, SigningKeyState, StatedSigningKey } from './signing-key.ts';
import type { SigningKeysDependencies } from './signing-keys-dependencies.ts';
import { chooseSigner, isPublished } from './signing-schedule.ts';

export async function listSigningKeys(
  { store, clock }: SigningKeysDependencies,
  { brokerName }: Broker,
): Promise<StatedSigningKey[]> {
  const keys = await store.list(brokerName);
  const nowMs = clock.nowMs();
  return keys.map((key) => ({ ...key, state: stateOf(key, keys, nowMs) }));
}

function stateOf(key: SigningKey, keys: readonly SigningKey[], nowMs: number): SigningKeyState {
  if (!isPublished(key, nowMs)) return 'retired';
  const rivals = keys.filter(({ algorithm }) => algorithm === key.algorithm);
  if (chooseSigner(rivals, nowMs) === key) return 'signing';
  return key.retiresAtMs === null ? 'waiting' : 'retiring';
}
