import type { KycCase } from './kyc-case.ts';
import type { KycContentType, KycDocumentKind } from './kyc-document.ts';

/** What of one kind a trader has to hand in. */
export interface DocumentRule {
  readonly kind: KycDocumentKind;
  readonly isRequired: boolean;
}

/** In the order of the form. A passport has no back. */
export const DOCUMENT_RULES: readonly DocumentRule[] = [
  { kind: 'identity-front', isRequired: true },
  { kind: 'identity-back', isRequired: false },
  { kind: 'proof-of-address', isRequired: true },
];

export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;

/** With three documents each at most, a case holds 30. */
export const MAX_SUBMISSIONS = 10;

/** Whether the user may hand in documents now. */
export function takesDocuments(found: KycCase | undefined): boolean {
  return found === undefined || (found.state === 'refused' && found.submission < MAX_SUBMISSIONS);
}

const CONTENT_TYPES: readonly KycContentType[] = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];

export function isKycContentType(type: string | undefined): type is KycContentType {
  return CONTENT_TYPES.some((taken) => taken === type);
}
