import type { Audit } from '../../domain/audit/audit.ts';
import type { BrokerHistory } from '../../domain/broker-history/broker-history.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { TryPlatform } from '../../domain/brokers/platform-backend.ts';
import type { PrivacyLog } from '../../domain/privacy-log/privacy-log.ts';
import type { Staff } from '../../domain/staff/staff.ts';
import type { FormTickets } from '../../http/form-ticket.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { ConsolePageKit } from './page/page-kit.ts';

export interface AdminDependencies {
  readonly brokers: Brokers;
  readonly brokerHistory: BrokerHistory;
  readonly staff: Staff;
  readonly audit: Audit;
  readonly privacyLog: PrivacyLog;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  readonly formTickets: FormTickets;
  readonly tryPlatform: TryPlatform;
  /** What pages are made with. */
  readonly pageKit: ConsolePageKit;
  /** Where the console is, and the pages of `doc_url`. */
  readonly publicUrl: string;
}
