import type { Access } from '../../domain/access/access.ts';
import type { Agreements } from '../../domain/agreements/agreements.ts';
import type { ApiKeys } from '../../domain/api-keys/api-keys.ts';
import type { AppLogouts } from '../../domain/app-logouts/app-logouts.ts';
import type { Audit } from '../../domain/audit/audit.ts';
import type { BrokerHistory } from '../../domain/broker-history/broker-history.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { TryPlatform } from '../../domain/brokers/platform-backend.ts';
import type { Events } from '../../domain/events/events.ts';
import type { Kyc } from '../../domain/kyc/kyc.ts';
import type { Mail } from '../../domain/mail/mail.ts';
import type { OidcClients } from '../../domain/oidc-clients/oidc-clients.ts';
import type { PasswordReset } from '../../domain/password-reset/password-reset.ts';
import type { Payments } from '../../domain/payments/payments.ts';
import type { PrivacyLog } from '../../domain/privacy-log/privacy-log.ts';
import type { SigningKeys } from '../../domain/signing-keys/signing-keys.ts';
import type { Staff } from '../../domain/staff/staff.ts';
import type { Statistics } from '../../domain/statistics/statistics.ts';
import type { Trading } from '../../domain/trading/trading.ts';
import type { Users } from '../../domain/users/users.ts';
import type { Webhooks } from '../../domain/webhooks/webhooks.ts';
import type { FormTickets } from '../../http/form-ticket.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Transfer } from '../../transfer/transfer.ts';
import type { PreviewLogin } from './branding/preview-login.ts';
import type { ConformanceRuns } from './conformance/conformance-runs.ts';
import type { ConsolePageKit } from './page/page-kit.ts';
import type { ProcessDescription } from './settings/process-description.ts';
import type { NewWhiteLabelKit } from './white-labels/new-white-label-kit.ts';

export interface AdminDependencies {
  readonly brokers: Brokers;
  readonly brokerHistory: BrokerHistory;
  readonly transfer: Transfer;
  readonly staff: Staff;
  readonly audit: Audit;
  readonly privacyLog: PrivacyLog;
  readonly statistics: Statistics;
  readonly oidcClients: OidcClients;
  /** The identifiers of a white label’s issuers, that below the bridge’s own address first. */
  readonly oidcIssuersOf: (broker: Broker) => readonly string[];
  readonly apiKeys: ApiKeys;
  readonly signingKeys: SigningKeys;
  readonly webhooks: Webhooks;
  readonly agreements: Agreements;
  readonly users: Users;
  readonly access: Access;
  readonly trading: Trading;
  readonly passwordReset: PasswordReset;
  readonly mail: Pick<Mail, 'countWaiting'>;
  readonly appLogouts: Pick<AppLogouts, 'countWaiting'>;
  readonly payments: Payments;
  readonly kyc: Kyc;
  readonly events: Events;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  readonly formTickets: FormTickets;
  readonly tryPlatform: TryPlatform;
  readonly process: ProcessDescription;
  /** How calls to platforms went in this process. */
  readonly platformStates: () => readonly PlatformCalls[];
  readonly newWhiteLabel: NewWhiteLabelKit;
  readonly previewLogin: PreviewLogin;
  readonly conformanceRuns: ConformanceRuns;
  /** Keeps what is still being filled in. */
  readonly expiring: ExpiringStore;
  /** What pages are made with. */
  readonly pageKit: ConsolePageKit;
  /** Where the console is, and the pages of `doc_url`. */
  readonly publicUrl: string;
}

export interface PlatformCalls {
  readonly brokerName: string;
  readonly lastOkMs: number | null;
  readonly lastFailedMs: number | null;
  /** How many failed since one went well. */
  readonly failures: number;
}
