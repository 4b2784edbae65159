import { randomBytes } from 'node:crypto';
import type { KeyRing } from '../../lib/key-ring.ts';
import { openBytes, sealBytes } from '../../lib/seal-bytes.ts';
import { kycDocumentContext } from '../../lib/seal-contexts.ts';
import type { KycDocument, OpenedKycDocument, SealedKycDocument } from './kyc-document.ts';

/**
 * Seals a document with a key of its own, and that key with the key ring: so a new encryption key needs no content to
 * be written again.
 */
export function sealDocument(keyRing: KeyRing, document: KycDocument, content: Buffer): SealedKycDocument {
  const context = kycDocumentContext(document.brokerName, document.id);
  const key = randomBytes(32);
  return {
    ...document,
    sealedKey: keyRing.seal(key.toString('base64url'), context),
    sealedContent: sealBytes(content, key, context),
  };
}

/** @throws Error when anything was altered, or the key is gone. */
export function openDocument(
  keyRing: KeyRing,
  { sealedKey, sealedContent, ...document }: SealedKycDocument,
): OpenedKycDocument {
  const context = kycDocumentContext(document.brokerName, document.id);
  const key = Buffer.from(keyRing.open(sealedKey, context), 'base64url');
  return { ...document, content: openBytes(sealedContent, key, context) };
}
