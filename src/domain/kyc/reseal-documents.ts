import { kycDocumentContext } from '../../lib/seal-contexts.ts';
import type { KycDependencies } from './kyc-dependencies.ts';

/**
 * Seals with the current key the keys of documents that an older one sealed; what the documents hold stays as it is.
 *
 * @returns How many there were.
 */
export async function resealDocuments({ store, keyRing }: KycDependencies, brokerName: string): Promise<number> {
  const sealed = (await store.listSealedKeys(brokerName)).filter(({ sealedKey }) => !keyRing.isCurrent(sealedKey));
  for (const { id, sealedKey } of sealed) {
    const context = kycDocumentContext(brokerName, id);
    await store.replaceSealedKey(brokerName, id, sealedKey, keyRing.seal(keyRing.open(sealedKey, context), context));
  }
  return sealed.length;
}
