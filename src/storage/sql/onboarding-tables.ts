import type { RegistrationState } from '../../domain/developer-registrations/developer-registration.ts';

export interface ApplicationTable {
  id: string;
  broker_name: string;
  email: string;
  first_name: string | null;
  last_name: string | null;
  preferred_language: string;
  partner_id: string | null;
  data_json: string;
  state: string;
  history_json: string;
  pending_json: string | null;
  user_id: string | null;
  revision: number;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface DeveloperRegistrationTable {
  id: string;
  broker_name: string;
  company: string;
  contact_name: string;
  email: string;
  website: string | null;
  use_case: string;
  redirect_uris_json: string;
  scopes_json: string;
  state: RegistrationState;
  reason: string | null;
  decided_by: string | null;
  decided_at_ms: number | null;
  api_key_ids_json: string;
  revision: number;
  created_at_ms: number;
}
