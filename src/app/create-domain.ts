import { type Access, createAccess } from '../domain/access/access.ts';
import { type Agreements, createAgreements } from '../domain/agreements/agreements.ts';
import { type ApiKeys, createApiKeys } from '../domain/api-keys/api-keys.ts';
import { type AppLogouts, createAppLogouts } from '../domain/app-logouts/app-logouts.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import { type CrmTokens, createCrmTokens } from '../domain/crm-tokens/crm-tokens.ts';
import { createEvents, type Events } from '../domain/events/events.ts';
import { createKyc, type Kyc } from '../domain/kyc/kyc.ts';
import { createMail, type Mail } from '../domain/mail/mail.ts';
import { createOidcClients, type OidcClients } from '../domain/oidc-clients/oidc-clients.ts';
import { createPayments, type Payments } from '../domain/payments/payments.ts';
import { createPrivacyLog, type PrivacyLog } from '../domain/privacy-log/privacy-log.ts';
import { createSigningKeys, type SigningKeys } from '../domain/signing-keys/signing-keys.ts';
import { createTrading, type Trading } from '../domain/trading/trading.ts';
import { createUsers, type Users } from '../domain/users/users.ts';
import { createWebhooks, type Webhooks } from '../domain/webhooks/webhooks.ts';
import type { Backends } from './create-backends.ts';
import { type Credentials, createCredentials } from './create-credentials.ts';
import { createOnboarding, type Onboarding } from './create-onboarding.ts';
import type { Parts } from './open-parts.ts';

/** Every context of the domain. */
export interface Domain extends Credentials, Onboarding {
  readonly brokers: Brokers;
  readonly events: Events;
  readonly signingKeys: SigningKeys;
  readonly oidcClients: OidcClients;
  readonly privacyLog: PrivacyLog;
  readonly apiKeys: ApiKeys;
  readonly crmTokens: CrmTokens;
  readonly mail: Mail;
  readonly users: Users;
  readonly appLogouts: AppLogouts;
  readonly access: Access;
  readonly agreements: Agreements;
  readonly trading: Trading;
  readonly kyc: Kyc;
  readonly payments: Payments;
  readonly webhooks: Webhooks;
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
  const privacyLog = createPrivacyLog({ store: storage.privacyLog, clock });
  const apiKeys = createApiKeys({
    ...{ store: storage.apiKeys, brokers, newEvent: events.newEvent, expiring, keyRing, clock, log },
    environment: parts.settings.mode === 'production' ? 'live' : 'test',
  });
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
  const webhooks = createWebhooks({
    ...shared,
    ...{ store: storage.webhooks, deliveries: storage.webhookDeliveries, backend: backends.webhookReceivers },
    addressRules: addressRulesOf(parts.settings),
  });
  const credentials = createCredentials(parts, backends, { brokers, mail, users, access });
  return {
    brokers,
    events,
    signingKeys,
    oidcClients,
    privacyLog,
    apiKeys,
    crmTokens,
    mail,
    users,
    appLogouts,
    access,
    agreements,
    trading,
    kyc,
    payments,
    webhooks,
    ...credentials,
    ...createOnboarding(parts, { users, events, apiKeys }),
  };
}

function addressRulesOf({ mode, simulatorUrl }: Parts['settings']) {
  const isProduction = mode === 'production';
  return { publicOnly: isProduction, sandboxOrigin: isProduction ? null : simulatorUrl };
}
