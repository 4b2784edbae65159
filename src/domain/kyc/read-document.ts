import { BridgeError } from '../../errors/bridge-error.ts';
import type { KycDependencies } from './kyc-dependencies.ts';
import type { OpenedKycDocument } from './kyc-document.ts';
import { openDocument } from './seal-document.ts';

/** @throws `kyc_document_unknown` */
export async function readDocument(
  { store, keyRing, log }: KycDependencies,
  brokerName: string,
  documentId: string,
): Promise<OpenedKycDocument> {
  const sealed = await store.findSealed(brokerName, documentId);
  if (!sealed) throw new BridgeError('kyc_document_unknown');
  const opened = openDocument(keyRing, sealed);
  log.info({ broker: brokerName, user: opened.userId, document: documentId }, 'a KYC document was opened');
  return opened;
}
