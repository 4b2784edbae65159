import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ChangeActor } from '../brokers/broker-snapshot.ts';
import { makeSigningKey } from './make-signing-key.ts';
import type { SigningKeysDependencies } from './signing-keys-dependencies.ts';

export async function revokeSigningKey(
  dependencies: SigningKeysDependencies,
  { brokerName }: Broker,
  keyId: string,
  actor?: ChangeActor,
): Promise<void> {
  const { store, brokers, clock, log } = dependencies;
  const revoked = (await store.list(brokerName)).find(({ id }) => id === keyId);
  if (!revoked) throw unknownKey(brokerName, keyId);
  const { algorithm, signsFromMs } = revoked;
  const createdAtMs = clock.nowMs();
  // Made before, so that there is no time without a key. One that takes the place of a key that waits, waits as long.
  const times = { createdAtMs, signsFromMs: Math.max(createdAtMs, signsFromMs) };
  const successor = await makeSigningKey(dependencies, { brokerName, algorithm, ...times });
  if (!(await store.remove(brokerName, keyId, { actor }))) throw unknownKey(brokerName, keyId);
  // Where another key is there to stay, that one signs. Where this process dies here, whoever opens the keys makes one.
  const successorId = (await store.addFirst(successor, { actor })) ? successor.id : null;
  log.warn({ broker: brokerName, keyId, algorithm, successorId }, 'a signing key was revoked');
  await brokers.refresh();
}

function unknownKey(brokerName: string, keyId: string): BridgeError {
  return new BridgeError('signing_key_unknown', { field: keyId, detail: brokerName });
}
