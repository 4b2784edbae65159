import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { createCashierLine } from './backends/cashier/cashier-line.ts';
import { createRedirectCashier } from './backends/cashier/redirect-cashier.ts';
import { createSandboxCashier } from './backends/cashier/sandbox-cashier.ts';
import { type CtraderBackend, createCtraderBackend } from './backends/ctrader/ctrader-backend.ts';
import { createComposeMail } from './backends/mail/compose-mail.ts';
import { createLinkToScreen } from './backends/mail/link-to-screen.ts';
import { createSmtpBackend } from './backends/mail/smtp-backend.ts';
import type { Settings } from './config/load-settings.ts';
import type { BrokersFile } from './config/seed-file-types.ts';
import { type Access, createAccess } from './domain/access/access.ts';
import { type Agreements, createAgreements } from './domain/agreements/agreements.ts';
import { type Brokers, createBrokers } from './domain/brokers/brokers.ts';
import { type CrmTokens, createCrmTokens } from './domain/crm-tokens/crm-tokens.ts';
import { createEmailChange, type EmailChange } from './domain/email-change/email-change.ts';
import { createKyc, type Kyc } from './domain/kyc/kyc.ts';
import { createMail, type Mail } from './domain/mail/mail.ts';
import type { MailBackend } from './domain/mail/mail-backend.ts';
import { createWriteWelcomeLetter } from './domain/mail/write-welcome-letter.ts';
import { createPasswordChange, type PasswordChange } from './domain/password-change/password-change.ts';
import { createPasswordReset, type PasswordReset } from './domain/password-reset/password-reset.ts';
import { createPayments, type Payments } from './domain/payments/payments.ts';
import { createTrading, type Trading } from './domain/trading/trading.ts';
import { createUsers, type Users } from './domain/users/users.ts';
import { createCashier } from './entrypoints/cashier/cashier.ts';
import { createCrmApi } from './entrypoints/crm-api/crm-api.ts';
import { createOps } from './entrypoints/ops/ops.ts';
import { createBrand } from './entrypoints/screens/brand/brand.ts';
import { createBrandAssets } from './entrypoints/screens/brand/brand-assets.ts';
import { createScreens } from './entrypoints/screens/screens.ts';
import { BridgeError } from './errors/bridge-error.ts';
import { answerUnknown, refuseUnknown } from './http/answer-unknown.ts';
import { beginRequest } from './http/begin-request.ts';
import { createFormTickets } from './http/form-ticket.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { createPageTickets } from './http/page-ticket.ts';
import { createRateLimiterFactory } from './http/rate-limit.ts';
import { createRenderView } from './http/render-view.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { loadTranslations } from './http/translations.ts';
import type { Clock } from './lib/clock.ts';
import { createKeyRing, type KeyRing } from './lib/key-ring.ts';
import type { Logger } from './lib/logger.ts';
import { createPasswordHasher } from './lib/password-hash.ts';
import { type SeedReport, seedBrokers } from './seed-brokers.ts';
import { openStorage, type Storage } from './storage/open-storage.ts';

/** The bridge without its HTTP server: every part made, in order, and joined. Nothing else joins them. */
export interface App {
  readonly storage: Storage;
  readonly platform: CtraderBackend;
  readonly brokers: Brokers;
  readonly crmTokens: CrmTokens;
  readonly users: Users;
  readonly access: Access;
  readonly trading: Trading;
  readonly agreements: Agreements;
  readonly payments: Payments;
  readonly kyc: Kyc;
  readonly passwordReset: PasswordReset;
  readonly passwordChange: PasswordChange;
  readonly emailChange: EmailChange;
  readonly mail: Mail;
  readonly mailServer: MailBackend;
  readonly keyRing: KeyRing;
  readonly metrics: Metrics;
  /** Brings the tables up to date and the brokers into memory. */
  start(): Promise<void>;
  seed(file: BrokersFile): Promise<SeedReport>;
  /** Seals every stored secret with the current encryption key. @returns What an older key had sealed. */
  resealSecrets(): Promise<{ keyId: string; brokers: number; accounts: number; documents: number }>;
  /** Sends what is in the outbox, once. @returns How many letters were taken up. */
  deliverMail(): Promise<number>;
  /** From now on sends whatever comes into the outbox; for a process that serves. */
  startMail(): void;
  /** Makes the handler of HTTP requests. */
  createHandler(options: HandlerOptions): Promise<Express>;
  close(): Promise<void>;
}

export interface HandlerOptions {
  /** Whether the brokers are known; until then who needs one gets 503. It is so when left out. */
  readonly isStarted?: () => boolean;
  /** Whether the process has begun to stop. */
  readonly isStopping: () => boolean;
}

export interface AppOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Logger;
  /** Folder that holds `views/` and `config/`. */
  readonly projectFolder: string;
}

/** For one user or account: a few calls, each with its retries and a new manager's token. */
const PLATFORM_CALLS_AT_MOST = 16;

export async function createApp({ settings, clock, log, projectFolder }: AppOptions): Promise<App> {
  const metrics = createMetrics();
  const keyRing = createKeyRing(settings.encryptionKeys);
  const hasher = createPasswordHasher();

  const storage = await openStorage({ ...settings, clock, telemetry: metrics, log });
  const { expiring } = storage;
  const createRateLimiter = createRateLimiterFactory(expiring);

  const timeoutMs = settings.platformTimeoutSeconds * 1000;
  const platformLeaseMs = timeoutMs * PLATFORM_CALLS_AT_MOST;
  const platform = createCtraderBackend({ keyRing, telemetry: metrics, log, timeoutMs, clock });

  const brokers = createBrokers({ store: storage.brokers, clock, keyRing, hasher, log });
  const crmTokens = createCrmTokens({ brokers, clock, keyRing, createRateLimiter, telemetry: metrics });
  const mailServer = createSmtpBackend({ ...settings, requireTls: settings.mode === 'production' });
  const mail = createMail({ outbox: storage.mailOutbox, backend: mailServer, clock, keyRing, telemetry: metrics, log });
  const users = createUsers({
    store: storage.users,
    expiring,
    identity: platform,
    mail,
    clock,
    hasher,
    createRateLimiter,
    telemetry: metrics,
    log,
    platformLeaseMs,
  });
  const access = createAccess({ expiring, brokers, users, keyRing, clock, telemetry: metrics });
  const agreements = createAgreements({ store: storage.signatures, identity: platform, clock, log });
  const trading = createTrading({
    store: storage.tradingAccounts,
    requests: storage.accountRequests,
    createRateLimiter,
    expiring,
    platform,
    clock,
    keyRing,
    log,
    platformLeaseMs,
  });

  const kyc = createKyc({ store: storage.kyc, keyRing, createRateLimiter, clock, log });

  const cashierLine = createCashierLine({ clock, publicOnly: settings.mode === 'production' });
  const payments = createPayments({
    store: storage.payments,
    brokers,
    platform,
    cashiers: {
      redirect: createRedirectCashier({ keyRing, line: cashierLine }),
      // It takes no money, so that production mode does without.
      ...(settings.mode === 'sandbox' ? { sandbox: createSandboxCashier() } : {}),
    },
    createRateLimiter,
    clock,
    log,
    // A call can buy a token, be rejected, buy another and be sent again.
    leaseMs: 4 * timeoutMs + 10_000,
  });

  const translations = await loadTranslations(join(projectFolder, 'config/locales'));
  const composeMail = createComposeMail({
    render: createRenderView(join(projectFolder, 'views/mail')),
    translate: translations.in,
    directionOf: translations.directionOf,
    brandingOf: (brokerName) => brokers.find(brokerName)?.branding,
  });
  const linkTo = createLinkToScreen(settings.publicUrl);
  const passwordReset = createPasswordReset({
    ...{ brokers, users, access, mail, composeMail, linkTo, expiring, createRateLimiter, clock },
    telemetry: metrics,
  });
  const { revokeLinks: revokeResetLinks } = passwordReset;
  const changes = { brokers, users, mail, composeMail, expiring, log, revokeResetLinks };
  const passwordChange = createPasswordChange({ ...changes, access });
  const emailChange = createEmailChange({
    ...{
      ...changes,
      store: storage.emailChanges,
      identity: platform,
      linkTo,
      createRateLimiter,
      clock,
      platformLeaseMs,
    },
    telemetry: metrics,
  });
  const letterWriters = {
    welcome: createWriteWelcomeLetter({ brokers, composeMail, linkTo }),
    'password-reset': passwordReset.writeLetter,
    'password-changed': passwordChange.writeLetter,
    'email-change': emailChange.writeLinkLetter,
    'email-change-notice': emailChange.writeNoticeLetter,
  };

  async function createHandler({ isStarted = () => true, isStopping }: HandlerOptions): Promise<Express> {
    const renderView = createRenderView(join(projectFolder, 'views/screens'));
    const tickets = { keyRing, clock, publicUrl: settings.publicUrl };
    const formTickets = createFormTickets(tickets);
    const pageTickets = createPageTickets(tickets);
    const { metricsToken } = settings;

    const handler = express().disable('x-powered-by').disable('etag');
    if (settings.trustedProxies.length > 0) handler.set('trust proxy', settings.trustedProxies);
    const gated = { ...brokers, identify: identifyOnceStarted(brokers, isStarted) };
    handler.use(beginRequest({ log, metrics, isStopping }));
    handler.use(createCrmApi({ brokers: gated, crmTokens, access }));
    const brandAssets = createBrandAssets(readFileSync(join(projectFolder, 'views/public/screens.css'), 'utf8'));
    const pages = { linkTo, formTickets, pageTickets, renderView, brandAssets, translations };
    const own = { passwordChange, emailChange };
    handler.use(
      createScreens({
        brokers: gated,
        users,
        access,
        agreements,
        trading,
        payments,
        kyc,
        passwordReset,
        ...own,
        ...pages,
      }),
    );
    handler.use(createBrand({ brokers: gated, brandAssets }));
    handler.use(createCashier({ brokers: gated, payments, keyRing, clock }));
    handler.use(createOps({ metrics, checkStores: storage.ping, isStarted, isStopping, metricsToken }));
    const assets = { index: false, redirect: false, maxAge: '1h', setHeaders: setSecurityHeaders } as const;
    handler.use('/assets', express.static(join(projectFolder, 'views/public'), assets));
    handler.use(refuseUnknown, answerUnknown);
    return handler;
  }

  return {
    storage,
    platform,
    brokers,
    crmTokens,
    users,
    access,
    trading,
    agreements,
    payments,
    kyc,
    passwordReset,
    passwordChange,
    emailChange,
    mail,
    mailServer,
    keyRing,
    metrics,
    async start() {
      await storage.migrate();
      await brokers.start();
      for (const { brokerName, platform: connection } of brokers.list()) {
        if (keyRing.canOpen(connection.sealedManagerPassword)) continue;
        log.error(
          { broker: brokerName },
          'no key of ENCRYPTION_KEYS opens the manager’s password; put the old one back',
        );
      }
    },
    seed: (file) => seedBrokers({ brokers, users, trading }, file),
    async resealSecrets() {
      let brokerCount = 0;
      let accounts = 0;
      let documents = 0;
      for (const broker of brokers.list()) {
        if (await brokers.resealSecrets(broker.brokerName)) brokerCount += 1;
        accounts += await trading.resealSecrets(broker);
        documents += await kyc.resealSecrets(broker);
      }
      return { keyId: keyRing.currentKeyId, brokers: brokerCount, accounts, documents };
    },
    deliverMail: () => mail.deliverDue(letterWriters),
    startMail: () => mail.start(letterWriters),
    createHandler,
    async close() {
      brokers.stop();
      const recovered = Promise.all([payments.stop(), emailChange.stop()]);
      await mail.stop();
      await platform.close();
      await recovered;
      await cashierLine.close();
      await storage.close();
    },
  };
}

/** Before the records were read every broker would seem unknown, and a platform would take that for the truth. */
function identifyOnceStarted(brokers: Brokers, isStarted: () => boolean): Brokers['identify'] {
  return (places) => {
    if (!isStarted()) throw new BridgeError('store_unavailable', { retryAfterSeconds: 1 });
    return brokers.identify(places);
  };
}
