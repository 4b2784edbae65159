import type { KycState } from '../../domain/kyc/kyc-case.ts';
import type { KycContentType, KycDocumentKind } from '../../domain/kyc/kyc-document.ts';

export interface KycCaseTable {
  broker_name: string;
  user_id: string;
  state: KycState;
  submission: number;
  reason: string | null;
  decided_by: string | null;
  submitted_at_ms: number;
  decided_at_ms: number | null;
  revision: number;
}

export interface KycDocumentTable {
  id: string;
  broker_name: string;
  user_id: string;
  submission: number;
  kind: KycDocumentKind;
  content_type: KycContentType;
  byte_count: number;
  sha256: string;
  sealed_key: string;
  /** A `Buffer` from PostgreSQL, a plain array of bytes from SQLite. */
  sealed_content: Uint8Array;
  created_at_ms: number;
}
