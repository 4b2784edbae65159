import type { Generated, Kysely, Selectable } from 'kysely';
import type { LetterKind } from '../../domain/mail/letter.ts';
import type {
  PaymentFailure,
  PaymentKind,
  PaymentState,
  PendingCall,
  ReleaseState,
} from '../../domain/payments/payment.ts';
import type { SigningKey } from '../../domain/signing-keys/signing-key.ts';
import type { AccountRequestFailure, AccountRequestState } from '../../domain/trading/account-request.ts';
import type { WebhookDeliveryState } from '../../domain/webhooks/webhook-delivery.ts';
import type { EventType } from '../../lib/event-types.ts';
import type { ApiKeyPairTable, ApiKeyTable } from './api-key-tables.ts';
import type { AuditEntryTable, AuditHeadTable } from './audit-tables.ts';
import type { BrokerRevisionTable } from './broker-revision-tables.ts';
import type { KycCaseTable, KycDocumentTable } from './kyc-tables.ts';
import type { ApplicationTable, DeveloperRegistrationTable } from './onboarding-tables.ts';
import type { PasskeyTable, UpstreamAccountTable } from './passkey-tables.ts';
import type { PrivacyLogEntryTable, PrivacyLogHeadTable } from './privacy-log-tables.ts';
import type { StaffLinkTable, StaffMemberTable, StaffRecoveryCodeTable, StaffSessionTable } from './staff-tables.ts';
import type { StatisticsCountTable, StatisticsMoneyTable, StatisticsProcessTable } from './statistics-tables.ts';

/** The tables of the records. Times are milliseconds since the Unix epoch; truth is 0 or 1; `_json` columns are text. */
export interface RecordTables {
  revisions: RevisionTable;
  crms: CrmTable;
  brokers: BrokerTable;
  broker_revisions: BrokerRevisionTable;
  broker_hosts: BrokerHostTable;
  platform_passwords: PlatformPasswordTable;
  users: UserTable;
  trading_accounts: TradingAccountTable;
  payments: PaymentTable;
  mail_outbox: MailOutboxTable;
  logout_outbox: LogoutOutboxTable;
  agreement_signatures: AgreementSignatureTable;
  account_requests: AccountRequestTable;
  kyc_cases: KycCaseTable;
  kyc_documents: KycDocumentTable;
  email_changes: EmailChangeTable;
  applications: ApplicationTable;
  developer_registrations: DeveloperRegistrationTable;
  oidc_clients: OidcClientTable;
  signing_keys: SigningKeyTable;
  bridge_events: BridgeEventTable;
  webhooks: WebhookTable;
  webhook_deliveries: WebhookDeliveryTable;
  privacy_log_heads: PrivacyLogHeadTable;
  privacy_log_entries: PrivacyLogEntryTable;
  audit_heads: AuditHeadTable;
  audit_entries: AuditEntryTable;
  api_keys: ApiKeyTable;
  api_key_pairs: ApiKeyPairTable;
  passkeys: PasskeyTable;
  statistics_counts: StatisticsCountTable;
  statistics_money: StatisticsMoneyTable;
  statistics_processes: StatisticsProcessTable;
  staff_upstream_accounts: UpstreamAccountTable;
  staff_members: StaffMemberTable;
  staff_recovery_codes: StaffRecoveryCodeTable;
  staff_sessions: StaffSessionTable;
  staff_links: StaffLinkTable;
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
  onboarding_json: string;
  sessions_ended_at_ms: number | null;
  agreements_json: string;
  privacy_json: string;
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
  disabled_at_ms: number | null;
  sessions_ended_at_ms: number | null;
  revision: number;
  created_at_ms: number;
  updated_at_ms: number;
  /** First and last name, and last and first, as they are searched. */
  search_name: string;
  search_surname: string;
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
  /** When it was added to the statistics; written by them alone. */
  counted_at_ms: Generated<number | null>;
}

/** What every outbox has. */
export interface OutboxTable {
  id: string;
  broker_name: string;
  failures: number;
  /** When to try next; while somebody holds the lease, the end of it. */
  due_at_ms: number;
  /** Who took it last. */
  lease_holder: string | null;
  created_at_ms: number;
}

export interface MailOutboxTable extends OutboxTable {
  kind: LetterKind;
  sealed_letter: string;
}

export interface LogoutOutboxTable extends OutboxTable {
  client_id: string;
  issuer: string;
  user_id: string;
  sid: string;
}

export interface AgreementSignatureTable {
  broker_name: string;
  user_id: string;
  agreement_id: string;
  version: string;
  language: string;
  text_sha256: string;
  signed_at_ms: number;
  address: string;
  user_agent: string;
  reported_at_ms: number | null;
  api_key_id: string | null;
}

export interface AccountRequestTable {
  id: string;
  broker_name: string;
  user_id: string;
  offer_json: string;
  state: AccountRequestState;
  failure: AccountRequestFailure | null;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface EmailChangeTable {
  broker_name: string;
  user_id: string;
  new_email: string;
  password_mark: string;
  attempts: number;
  due_at_ms: number;
}

export interface OidcClientTable {
  broker_name: string;
  id: string;
  name: string;
  enabled: number;
  settings_json: string;
  secrets_json: string;
  tokens_revoked_at_ms: number | null;
  created_at_ms: number;
}

export interface SigningKeyTable {
  id: string;
  broker_name: string;
  algorithm: SigningKey['algorithm'];
  public_jwk_json: string;
  sealed_private_jwk: string;
  created_at_ms: number;
  signs_from_ms: number;
  retires_at_ms: number | null;
}

export interface BridgeEventTable {
  sequence: Generated<number>;
  id: string;
  broker_name: string;
  type: EventType;
  object_id: string;
  data_json: string;
  is_fanned_out: number;
  created_at_ms: number;
}

export type BridgeEventRow = Selectable<BridgeEventTable>;

export interface WebhookTable {
  id: string;
  broker_name: string;
  url: string;
  event_types_json: string | null;
  description: string;
  enabled: number;
  secrets_json: string;
  failing_since_ms: number | null;
  revision: number;
  created_at_ms: number;
}

export interface WebhookDeliveryTable extends OutboxTable {
  broker_name: string;
  webhook_id: string;
  event_id: string;
  event_sequence: number;
  object_id: string;
  state: WebhookDeliveryState;
  tries_json: string;
  retries_from_ms: number;
}
