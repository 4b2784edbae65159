import type { Selectable } from 'kysely';
import type { KycCase } from '../../domain/kyc/kyc-case.ts';
import type { KycDocument, SealedKycDocument } from '../../domain/kyc/kyc-document.ts';
import type { KycCaseTable, KycDocumentTable } from './kyc-tables.ts';

export function toCaseRow(found: KycCase): KycCaseTable {
  return {
    broker_name: found.brokerName,
    user_id: found.userId,
    state: found.state,
    submission: found.submission,
    reason: found.reason,
    decided_by: found.decidedBy,
    submitted_at_ms: found.submittedAtMs,
    decided_at_ms: found.decidedAtMs,
    revision: found.revision,
  };
}

export function toCase(row: KycCaseTable): KycCase {
  return {
    brokerName: row.broker_name,
    userId: row.user_id,
    state: row.state,
    submission: row.submission,
    reason: row.reason,
    decidedBy: row.decided_by,
    submittedAtMs: row.submitted_at_ms,
    decidedAtMs: row.decided_at_ms,
    revision: row.revision,
  };
}

export function toDocumentRow(document: SealedKycDocument): KycDocumentTable {
  return {
    id: document.id,
    broker_name: document.brokerName,
    user_id: document.userId,
    submission: document.submission,
    kind: document.kind,
    content_type: document.contentType,
    byte_count: document.byteCount,
    sha256: document.sha256,
    sealed_key: document.sealedKey,
    sealed_content: document.sealedContent,
    created_at_ms: document.createdAtMs,
  };
}

export function toDocument(row: Omit<Selectable<KycDocumentTable>, 'sealed_key' | 'sealed_content'>): KycDocument {
  return {
    id: row.id,
    brokerName: row.broker_name,
    userId: row.user_id,
    submission: row.submission,
    kind: row.kind,
    contentType: row.content_type,
    byteCount: row.byte_count,
    sha256: row.sha256,
    createdAtMs: row.created_at_ms,
  };
}
