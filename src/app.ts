import { join } from 'node:path';
import express, { type Express } from 'express';
import { type CtraderBackend, createCtraderBackend } from './backends/ctrader/ctrader-backend.ts';
import { createComposeMail } from './backends/mail/compose-mail.ts';
import { createLinkToScreen } from './backends/mail/link-to-screen.ts';
import { createSmtpBackend } from './backends/mail/smtp-backend.ts';
import type { BrokersFile } from './config/brokers-file.ts';
import type { Settings } from './config/load-settings.ts';
import { type Access, createAccess } from './domain/access/access.ts';
import { type Brokers, createBrokers } from './domain/brokers/brokers.ts';
import { type CrmTokens, createCrmTokens } from './domain/crm-tokens/crm-tokens.ts';
import { createMail, type Mail } from './domain/mail/mail.ts';
import type { MailBackend } from './domain/mail/mail-backend.ts';
import { createWriteWelcomeLetter } from './domain/mail/write-welcome-letter.ts';
import { createPasswordReset, type PasswordReset } from './domain/password-reset/password-reset.ts';
import { createTrading, type Trading } from './domain/trading/trading.ts';
import { createUsers, type Users } from './domain/users/users.ts';
import { createCrmApi } from './entrypoints/crm-api/crm-api.ts';
import { createOps } from './entrypoints/ops/ops.ts';
import { createScreens } from './entrypoints/screens/screens.ts';
import { answerUnknown, refuseUnknown } from './http/answer-unknown.ts';
import { beginRequest } from './http/begin-request.ts';
import { createFormTickets } from './http/form-ticket.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
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
  readonly passwordReset: PasswordReset;
  readonly mail: Mail;
  readonly mailServer: MailBackend;
  readonly keyRing: KeyRing;
  readonly metrics: Metrics;
  /** Brings the tables up to date and the brokers into memory. */
  start(): Promise<void>;
  seed(file: BrokersFile): Promise<SeedReport>;
  /** Sends what is in the outbox, once. @returns How many letters were taken up. */
  deliverMail(): Promise<number>;
  /** From now on sends whatever comes into the outbox; for a process that serves. */
  startMail(): void;
  /** Makes the handler of HTTP requests. */
  createHandler(options: HandlerOptions): Promise<Express>;
  close(): Promise<void>;
}

export interface HandlerOptions {
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

export async function createApp({ settings, clock, log, projectFolder }: AppOptions): Promise<App> {
  const metrics = createMetrics();
  const keyRing = createKeyRing(settings.encryptionKeys);
  const hasher = createPasswordHasher();

  const storage = await openStorage({ ...settings, clock, telemetry: metrics, log });
  const { expiring } = storage;
  const createRateLimiter = createRateLimiterFactory(expiring);

  const timeoutMs = settings.platformTimeoutSeconds * 1000;
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
  });
  const access = createAccess({ expiring, brokers, users, telemetry: metrics });
  const trading = createTrading({ store: storage.tradingAccounts, expiring, platform, clock, keyRing, log });

  const translations = await loadTranslations(join(projectFolder, 'config/locales'));
  const render = createRenderView(join(projectFolder, 'views/mail'));
  const composeMail = createComposeMail({ render, translate: translations.in });
  const linkTo = createLinkToScreen(settings.publicUrl);
  const passwordReset = createPasswordReset({
    ...{ brokers, users, access, mail, composeMail, linkTo, expiring, createRateLimiter, clock },
    telemetry: metrics,
  });
  const letterWriters = {
    welcome: createWriteWelcomeLetter({ brokers, composeMail, linkTo }),
    'password-reset': passwordReset.writeLetter,
  };

  async function createHandler({ isStopping }: HandlerOptions): Promise<Express> {
    const renderView = createRenderView(join(projectFolder, 'views/screens'));
    const formTickets = createFormTickets({ keyRing, clock, publicUrl: settings.publicUrl });
    const { metricsToken } = settings;

    const handler = express().disable('x-powered-by').disable('etag');
    if (settings.trustedProxies.length > 0) handler.set('trust proxy', settings.trustedProxies);
    handler.use(beginRequest({ log, metrics, isStopping }));
    handler.use(createCrmApi({ brokers, crmTokens, access }));
    handler.use(
      createScreens({ brokers, users, access, trading, passwordReset, formTickets, renderView, translations }),
    );
    handler.use(createOps({ metrics, checkStores: storage.ping, isStopping, metricsToken }));
    const assets = { index: false, maxAge: '1h', setHeaders: setSecurityHeaders } as const;
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
    passwordReset,
    mail,
    mailServer,
    keyRing,
    metrics,
    async start() {
      await storage.migrate();
      await brokers.start();
    },
    seed: (file) => seedBrokers({ brokers, users, trading }, file),
    deliverMail: () => mail.deliverDue(letterWriters),
    startMail: () => mail.start(letterWriters),
    createHandler,
    async close() {
      brokers.stop();
      await mail.stop();
      await platform.close();
      await storage.close();
    },
  };
}
