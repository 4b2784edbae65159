import { join } from 'node:path';
import { type Backends, createBackends } from './app/create-backends.ts';
import { createDomain, type Domain } from './app/create-domain.ts';
import { createHandler, type HandlerOptions } from './app/create-handler.ts';
import { createIssuers } from './app/create-issuers.ts';
import { createPageKit } from './app/create-page-kit.ts';
import { noteSeed } from './app/note-seed.ts';
import { type AppOptions, openParts, type Parts } from './app/open-parts.ts';
import type { BrokersFile } from './config/seed-file-types.ts';
import type { AuditActor } from './domain/audit/audit-entry.ts';
import { createBrokers } from './domain/brokers/brokers.ts';
import { loadTranslations } from './http/translations.ts';
import { type ResealReport, resealSecrets } from './reseal-secrets.ts';
import { type SeedReport, seedBrokers } from './seed-brokers.ts';

/** The bridge without its HTTP server: every part made, in order, and joined. Nothing else joins them. */
export interface App
  extends Domain,
    Pick<Parts, 'storage' | 'keyRing' | 'metrics'>,
    Pick<Backends, 'platform' | 'mailServer' | 'staffUpstream'> {
  /** Brings the tables up to date and the brokers into memory. */
  start(): Promise<void>;
  /** @param actor - The bridge itself where it is left out. */
  seed(file: BrokersFile, actor?: AuditActor): Promise<SeedReport>;
  /** Seals every stored secret with the current encryption key. @returns What an older key had sealed. */
  resealSecrets(): Promise<ResealReport & { readonly keyId: string }>;
  /** Sends what is in the outbox, once. @returns How many letters were taken up. */
  deliverMail(): Promise<number>;
  /** From now on sends whatever comes into the outbox; for a process that serves. */
  startMail(): void;
  /** From now on tells apps of whatever log-out comes into the outbox; for a process that serves. */
  startAppLogouts(): void;
  /** Makes the handler of HTTP requests. */
  createHandler(options: HandlerOptions): ReturnType<typeof createHandler>;
  close(): Promise<void>;
}

/** Stores, then what stands outside, then the domain; the entry points once somebody serves. */
export async function createApp(options: AppOptions): Promise<App> {
  const parts = await openParts(options);
  const { storage, keyRing, metrics, log } = parts;
  const translations = await loadTranslations(join(options.projectFolder, 'config/locales'));
  const brokers = createBrokers({
    ...{ ...parts, store: storage.brokers },
    publicOnly: parts.settings.mode === 'production',
    ownHost: new URL(parts.settings.publicUrl).hostname.toLowerCase(),
  });
  const backends = createBackends(parts, brokers, translations);
  const { platform, mailServer, cashierLine, web, staffUpstream } = backends;
  const domain = createDomain(parts, backends, brokers);
  const pages = createPageKit(parts, backends, translations);
  const oidc = createIssuers(parts, backends, domain, pages);
  const { mail, apiKeys, appLogouts, payments, emailChange, webhooks, staff, conformanceRuns, letterWriters } = domain;

  return {
    ...domain,
    ...{ storage, keyRing, metrics, platform, mailServer, staffUpstream },
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
    async seed(file, actor = { kind: 'bridge' }) {
      const report = await seedBrokers(domain, file, actor);
      await noteSeed(domain, report, actor);
      return report;
    },
    resealSecrets: async () => ({ keyId: keyRing.currentKeyId, ...(await resealSecrets(domain)) }),
    deliverMail: () => mail.deliverDue(letterWriters),
    startMail: () => mail.start(letterWriters),
    startAppLogouts: () => appLogouts.start(oidc.tellApp),
    createHandler: (handlerOptions) => createHandler(parts, domain, pages, oidc, handlerOptions),
    async close() {
      brokers.stop();
      const loops = [payments, emailChange, appLogouts, apiKeys, webhooks, staff, conformanceRuns];
      const recovered = Promise.all(loops.map((loop) => loop.stop()));
      await web.close();
      await staffUpstream?.close();
      await mail.stop();
      await platform.close();
      await recovered;
      // Last, for what ends until here is counted too.
      await domain.statistics.stop();
      await cashierLine.close();
      await storage.close();
    },
  };
}
