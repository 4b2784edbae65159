import type { Broker } from '../brokers/broker.ts';
import type { KeyOpener } from './key-opener.ts';
import { makeSigningKey } from './make-signing-key.ts';
import type { PublishedKeys, SigningKey } from './signing-key.ts';
import type { SigningKeysDependencies } from './signing-keys-dependencies.ts';
import { chooseSigner, isPublished, nextChange } from './signing-schedule.ts';

const ALGORITHMS: readonly SigningKey['algorithm'][] = ['ES256', 'RS256'];

export async function openSigningKeys(
  dependencies: SigningKeysDependencies & { readonly openKey: KeyOpener },
  { brokerName }: Broker,
  algorithms: ReadonlySet<SigningKey['algorithm']>,
): Promise<PublishedKeys> {
  const { store, clock, openKey } = dependencies;
  let all = await store.list(brokerName);
  const missing = [...algorithms].filter((algorithm) => !hasLastingKey(all, algorithm));
  if (missing.length > 0) {
    for (const algorithm of missing) await addFirstKey(dependencies, brokerName, algorithm);
    // Another process may have been quicker.
    all = await store.list(brokerName);
  }
  const nowMs = clock.nowMs();
  const published = all.filter((key) => isPublished(key, nowMs));
  return { keys: signersFirst(published, nowMs).map(openKey), changesAtMs: nextChange(published, nowMs) };
}

/** Whether the algorithm has a key that is not to retire. */
function hasLastingKey(keys: readonly SigningKey[], algorithm: SigningKey['algorithm']): boolean {
  return keys.some((key) => key.algorithm === algorithm && key.retiresAtMs === null);
}

async function addFirstKey(
  dependencies: SigningKeysDependencies,
  brokerName: string,
  algorithm: SigningKey['algorithm'],
): Promise<void> {
  const { store, brokers, clock, log } = dependencies;
  const nowMs = clock.nowMs();
  const times = { createdAtMs: nowMs, signsFromMs: nowMs };
  const key = await makeSigningKey(dependencies, { brokerName, algorithm, ...times });
  if (!(await store.addFirst(key))) return;
  log.info({ broker: brokerName, keyId: key.id, algorithm }, 'a first signing key was made');
  await brokers.refresh();
}

/** One algorithm after the other; of each the key that signs, then the others, the newest first. */
function signersFirst(keys: readonly SigningKey[], nowMs: number): SigningKey[] {
  return ALGORITHMS.flatMap((algorithm) => {
    const ofAlgorithm = keys.filter((key) => key.algorithm === algorithm);
    const signer = chooseSigner(ofAlgorithm, nowMs);
    const others = ofAlgorithm.filter((key) => key !== signer).reverse();
    return signer ? [signer, ...others] : others;
  });
}
