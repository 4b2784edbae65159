import type { AdminDependencies } from '../admin-dependencies.ts';
import { type AgreementPublishing, publishOperations } from './publish-operations.ts';
import { type AgreementReading, agreementReads } from './read-operations.ts';
import { type SignatureOperations, signatureOperations } from './signature-operations.ts';

export interface AgreementOperations extends AgreementReading, AgreementPublishing, SignatureOperations {}

/** What traders have to agree to, and who did. */
export function agreementOperations(dependencies: AdminDependencies): AgreementOperations {
  return { ...agreementReads(dependencies), ...publishOperations(dependencies), ...signatureOperations(dependencies) };
}
