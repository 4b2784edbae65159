export interface PasskeyTable {
  id: string;
  holder_id: string;
  label: string;
  credential_id: string;
  public_key: string;
  counter: number;
  transports_json: string;
  is_synced: number;
  created_at_ms: number;
  last_used_at_ms: number | null;
}

export interface UpstreamAccountTable {
  issuer: string;
  subject: string;
  member_id: string;
  created_at_ms: number;
}
