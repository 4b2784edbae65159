import { type Access, createAccess } from '../domain/access/access.ts';
import { type Agreements, createAgreements } from '../domain/agreements/agreements.ts';
import { type AppLogouts, createAppLogouts } from '../domain/app-logouts/app-logouts.ts';
import { type Audit, createAudit } from '../domain/audit/audit.ts';
import { type BrokerHistory, createBrokerHistory } from '../domain/broker-history/broker-history.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import { type CrmTokens, createCrmTokens } from '../domain/crm-tokens/crm-tokens.ts';
import { createEvents, type Events } from '../domain/events/events.ts';
import { createKyc, type Kyc } from '../domain/kyc/kyc.ts';
import { createMail, type Mail } from '../domain/mail/mail.ts';
import { createOidcClients, type OidcClients } from '../domain/oidc-clients/oidc-clients.ts';
import { createPayments, type Payments } from '../domain/payments/payments.ts';
import { createSigningKeys, type SigningKeys } from '../domain/signing-keys/signing-keys.ts';
import { createStatistics, type Statistics } from '../domain/statistics/statistics.ts';
import { createTrading, type Trading } from '../domain/trading/trading.ts';
import { createUsers, type Users } from '../domain/users/users.ts';
import { createTransfer, type Transfer } from '../transfer/transfer.ts';
import { addressRulesOf } from './address-rules-of.ts';
import type { Backends } from './create-backends.ts';
import { type BrokerSystems, createBrokerSystems } from './create-broker-systems.ts';
import { type Console, createConsole } from './create-console.ts';
import { type Credentials, createCredentials } from './create-credentials.ts';
import { createOnboarding, type Onboarding } from './create-onboarding.ts';
import type { Parts } from './open-parts.ts';

/** Every context of the domain. */
export interface Domain extends Credentials, BrokerSystems, Onboarding, Console {
  readonly brokers: Brokers;
  readonly audit: Audit;
  readonly brokerHistory: BrokerHistory;
  readonly events: Events;
  readonly signingKeys: SigningKeys;
  readonly oidcClients: OidcClients;
  readonly transfer: Transfer;
  readonly crmTokens: CrmTokens;
  readonly mail: Mail;
  readonly users: Users;
  readonly appLogouts: AppLogouts;
  readonly access: Access;
  readonly agreements: Agreements;
  readonly trading: Trading;
  readonly kyc: Kyc;
  readonly payments: Payments;
  readonly statistics: Statistics;
}

/** In the order in which they know each other. */
export function createDomain(parts: Parts, backends: Backends, brokers: Brokers): Domain {
  const { storage, keyRing, clock, log, createRateLimiter, platformTimeoutMs } = parts;
  const { expiring } = storage;
  const { platform, mailServer, cashiers } = backends;
  const events = createEvents({ store: storage.events, clock });
  const shared = { ...parts, expiring, telemetry: parts.metrics, events };

  const signingKeys = createSigningKeys({ store: storage.signingKeys, brokers, keyRing, clock, log });
  const oidcClients = createOidcClients({
    ...{ store: storage.oidcClients, brokers, clock, log },
    addressRules: addressRulesOf(parts.settings),
  });
  const brokerSystems = createBrokerSystems(parts, backends, { brokers, events });
  const crmTokens = createCrmTokens({ ...shared, brokers });
  const mail = createMail({ ...shared, outbox: storage.mailOutbox, backend: mailServer });
  const users = createUsers({ ...shared, store: storage.users, identity: platform, mail });
  const appLogouts = createAppLogouts({ outbox: storage.logoutOutbox, oidcClients, clock, log });
  const access = createAccess({ ...shared, brokers, oidcClients, users, appLogouts, identity: platform });
  const agreements = createAgreements({
    ...{ store: storage.signatures, brokers, newEvent: events.newEvent },
    ...{ identity: platform, clock, log },
  });
  const trading = createTrading({
    ...shared,
    store: storage.tradingAccounts,
    requests: storage.accountRequests,
    platform,
  });
  const kyc = createKyc({ store: storage.kyc, events, keyRing, createRateLimiter, clock, log });
  const payments = createPayments({
    ...{ store: storage.payments, brokers, platform, cashiers, events, createRateLimiter, clock, log },
    // A call can buy a token, be rejected, buy another and be sent again.
    leaseMs: 4 * platformTimeoutMs + 10_000,
  });
  const credentials = createCredentials(parts, backends, { brokers, mail, users, access });
  return {
    brokers,
    audit: createAudit({ store: storage.audit, clock }),
    brokerHistory: createBrokerHistory({ store: storage.brokerHistory, brokers }),
    events,
    signingKeys,
    oidcClients,
    transfer: createTransfer({ brokers, oidcClients }, { isProduction: parts.settings.mode === 'production' }),
    crmTokens,
    mail,
    users,
    appLogouts,
    access,
    agreements,
    trading,
    kyc,
    payments,
    statistics: createStatistics({ ...parts, expiring, store: storage.statistics }),
    ...credentials,
    ...brokerSystems,
    ...createConsole(parts, backends, brokers),
    ...createOnboarding(parts, { users, events, apiKeys: brokerSystems.apiKeys }),
  };
}
