import type { ApiKey } from '../../domain/api-keys/api-key.ts';

export interface ApiKeyTable {
  id: string;
  /** Either this or the CRM. */
  broker_name: string | null;
  broker_crm_name: string | null;
  kind: ApiKey['kind'];
  environment: ApiKey['environment'];
  name: string;
  scopes_json: string;
  ip_list_json: string;
  requires_signature: number;
  expires_at_ms: number | null;
  revoked_at_ms: number | null;
  last_used_at_ms: number | null;
  expiry_announced_at_ms: number | null;
  created_at_ms: number;
}

export interface ApiKeyPairTable {
  id: string;
  api_key_id: string;
  text_hash: string;
  sealed_secret: string | null;
  created_at_ms: number;
  ends_at_ms: number | null;
}
