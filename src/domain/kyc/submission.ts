import type { ErrorCode } from '../../errors/catalogue.ts';
import type { KycDocumentKind } from './kyc-document.ts';

/** What a trader chose, by kind. */
export type SubmittedFiles = Readonly<Partial<Record<KycDocumentKind, Buffer>>>;

/** What is wrong with one of the files. */
export interface DocumentFault {
  readonly kind: KycDocumentKind;
  readonly code: ErrorCode;
}
