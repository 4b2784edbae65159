import type { AuditActor } from '../../domain/audit/audit-entry.ts';

/** Where each chain ends. */
export interface AuditHeadTable {
  /** The white label's name; empty for the bridge's own chain. */
  chain: string;
  broker_name: string | null;
  sequence: number;
  hash: string;
}

/** Entries; none is ever changed. */
export interface AuditEntryTable {
  chain: string;
  sequence: number;
  id: string;
  at_ms: number;
  actor_kind: AuditActor['kind'];
  /** Of staff the id, of the command line the name of the account. */
  actor_id: string;
  actor_email: string | null;
  address: string | null;
  request_id: string | null;
  action: string;
  target_type: string;
  target_id: string;
  changes_json: string;
  reason: string | null;
  previous_hash: string;
  hash: string;
}
