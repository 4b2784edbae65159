import type { Kysely } from 'kysely';
import type {
  PaymentFailure,
  PaymentKind,
  PaymentState,
  PendingCall,
  ReleaseState,
} from '../../domain/payments/payment.ts';

/** The tables of the records. Times are milliseconds since the Unix epoch; truth is 0 or 1; `_json` columns are text. */
export interface RecordTables {
  revisions: RevisionTable;
  crms: CrmTable;
  brokers: BrokerTable;
  broker_hosts: BrokerHostTable;
  platform_passwords: PlatformPasswordTable;
  users: UserTable;
  trading_accounts: TradingAccountTable;
  payments: PaymentTable;
  mail_outbox: MailOutboxTable;
}

export type RecordDatabase = Kysely<RecordTables>;

/** One row for each thing that counts its changes. */
export interface RevisionTable {
  subject: string;
  revision: number;
}

export interface CrmTable {
  broker_crm_name: string;
  display_name: string;
}

export interface BrokerTable {
  broker_name: string;
  broker_crm_name: string;
  display_name: string;
  white_label_of: string | null;
  enabled: number;
  platform_json: string;
  screens_json: string;
  tokens_json: string;
  payments_json: string;
  first_account_json: string | null;
  branding_json: string;
  actions_json: string;
  account_offers_json: string;
  agreements_json: string;
  revision: number;
}

export interface BrokerHostTable {
  host: string;
  broker_name: string;
  position: number;
}

export interface PlatformPasswordTable {
  id: string;
  broker_name: string;
  hash: string;
  created_at_ms: number;
  expires_at_ms: number | null;
}

export interface UserTable {
  id: string;
  broker_name: string;
  /** The CRM of the broker; platform users are unique on a CRM. */
  broker_crm_name: string;
  email: string;
  password_hash: string;
  first_name: string | null;
  last_name: string | null;
  preferred_language: string;
  platform_user_id: number | null;
  platform_asked_at_ms: number | null;
  partner_id: string | null;
  partner_reported_at_ms: number | null;
  marketing_json: string;
  created_at_ms: number;
}

export interface TradingAccountTable {
  id: string;
  broker_name: string;
  user_id: string;
  environment: 'demo' | 'live';
  login: number;
  deposit_currency: string;
  money_digits: number;
  sealed_password_hash: string | null;
  ctid_trader_account_id: number | null;
  created_at_ms: number;
}

export interface PaymentTable {
  id: string;
  kind: PaymentKind;
  broker_name: string;
  user_id: string;
  login: number;
  currency: string;
  money_digits: number;
  amount_minor: number;
  state: PaymentState;
  failure: PaymentFailure | null;
  cashier: string;
  cashier_reference: string | null;
  release_state: ReleaseState | null;
  pending_call: PendingCall | null;
  attempts: number;
  balance_history_id: number | null;
  expires_at_ms: number | null;
  settlement_json: string | null;
  due_at_ms: number;
  revision: number;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface MailOutboxTable {
  id: string;
  broker_name: string;
  kind: 'password-reset' | 'welcome';
  sealed_letter: string;
  failures: number;
  /** When to try next; while somebody holds the lease, the end of it. */
  due_at_ms: number;
  /** Who took it last. */
  lease_holder: string | null;
  created_at_ms: number;
}
