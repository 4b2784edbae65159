import { signingKeyContext } from '../../lib/seal-contexts.ts';
import type { Broker } from '../brokers/broker.ts';
import type { SigningKeysDependencies } from './signing-keys-dependencies.ts';

export async function resealSigningKeys(
  { store, keyRing }: SigningKeysDependencies,
  { brokerName }: Broker,
): Promise<number> {
  const sealed = (await store.list(brokerName)).filter(({ sealedPrivateJwk }) => !keyRing.isCurrent(sealedPrivateJwk));
  for (const { id, sealedPrivateJwk } of sealed) {
    const context = signingKeyContext(brokerName, id);
    await store.replaceSealed(brokerName, id, keyRing.seal(keyRing.open(sealedPrivateJwk, context), context));
  }
  return sealed.length;
}
