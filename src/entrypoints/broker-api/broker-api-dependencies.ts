import type { Access } from '../../domain/access/access.ts';
import type { Agreements } from '../../domain/agreements/agreements.ts';
import type { ApiKeys } from '../../domain/api-keys/api-keys.ts';
import type { Applications } from '../../domain/applications/applications.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { DeveloperRegistrations } from '../../domain/developer-registrations/developer-registrations.ts';
import type { LinkToScreen } from '../../domain/mail/mail-backend.ts';
import type { Payments } from '../../domain/payments/payments.ts';
import type { PrivacyLog } from '../../domain/privacy-log/privacy-log.ts';
import type { Trading } from '../../domain/trading/trading.ts';
import type { Users } from '../../domain/users/users.ts';
import type { Webhooks } from '../../domain/webhooks/webhooks.ts';
import type { IdempotencyDependencies } from '../../http/idempotency.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';

export interface BrokerApiDependencies extends IdempotencyDependencies {
  readonly brokers: Brokers;
  readonly apiKeys: ApiKeys;
  readonly privacyLog: PrivacyLog;
  readonly users: Users;
  readonly trading: Trading;
  readonly agreements: Agreements;
  readonly access: Access;
  readonly applications: Applications;
  readonly developerRegistrations: DeveloperRegistrations;
  readonly payments: Payments;
  readonly webhooks: Webhooks;
  readonly linkTo: LinkToScreen;
  readonly createRateLimiter: CreateRateLimiter;
  /** Where the pages of `doc_url` are. */
  readonly publicUrl: string;
}
