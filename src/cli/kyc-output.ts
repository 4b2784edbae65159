import type { KycCase } from '../domain/kyc/kyc-case.ts';
import type { KycDocument } from '../domain/kyc/kyc-document.ts';

/** A case, as commands show it. */
export function caseOutput(found: KycCase) {
  const { brokerName, userId, state, submission, reason, decidedBy, submittedAtMs, decidedAtMs } = found;
  return {
    id: userId,
    brokerName,
    state,
    submission,
    reason,
    decidedBy,
    submittedAt: new Date(submittedAtMs).toISOString(),
    decidedAt: decidedAtMs === null ? null : new Date(decidedAtMs).toISOString(),
  };
}

/** A document, as commands show it. */
export function documentOutput({ id, submission, kind, contentType, byteCount, sha256, createdAtMs }: KycDocument) {
  return { id, submission, kind, contentType, byteCount, sha256, createdAt: new Date(createdAtMs).toISOString() };
}
