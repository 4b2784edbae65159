/** Where each log ends. */
export interface PrivacyLogHeadTable {
  broker_name: string;
  sequence: number;
  hash: string;
}

/** Entries; none is ever changed. */
export interface PrivacyLogEntryTable {
  broker_name: string;
  sequence: number;
  at_ms: number;
  api_key_id: string;
  principal: string;
  justification: string;
  person_id: string;
  resource: string;
  operation: string;
  fields_json: string;
  request_id: string;
  previous_hash: string;
  hash: string;
}
