import type { KycCase } from '../../../domain/kyc/kyc-case.ts';
import type { KycDocument } from '../../../domain/kyc/kyc-document.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';

export function showCase({ userId, submittedAtMs, decidedAtMs, ...found }: KycCase) {
  const { brokerName, state, submission, reason, decidedBy, revision } = found;
  return {
    ...{ id: userId, brokerName, state, submission, reason, decidedBy, revision },
    submittedAt: toRfc3339(submittedAtMs),
    decidedAt: decidedAtMs === null ? null : toRfc3339(decidedAtMs),
  };
}

export function showDocument({ id, submission, kind, contentType, byteCount, sha256, createdAtMs }: KycDocument) {
  return { id, submission, kind, contentType, byteCount, sha256, createdAt: toRfc3339(createdAtMs) };
}
