import { join } from 'node:path';
import { type CashierLine, createCashierLine } from '../backends/cashier/cashier-line.ts';
import { createRedirectCashier } from '../backends/cashier/redirect-cashier.ts';
import { createSandboxCashier } from '../backends/cashier/sandbox-cashier.ts';
import { type CtraderBackend, createCtraderBackend } from '../backends/ctrader/ctrader-backend.ts';
import { createComposeMail } from '../backends/mail/compose-mail.ts';
import { createLinkToScreen } from '../backends/mail/link-to-screen.ts';
import { createSmtpBackend } from '../backends/mail/smtp-backend.ts';
import { createStaffOidc } from '../backends/staff-oidc/create-staff-oidc.ts';
import { createWebFetch, type WebFetch } from '../backends/web/create-web-fetch.ts';
import { createWebhookBackend } from '../backends/web/create-webhook-backend.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import type { ComposeMail, LinkToScreen, MailBackend } from '../domain/mail/mail-backend.ts';
import type { Cashiers } from '../domain/payments/payments-dependencies.ts';
import type { UpstreamBackend } from '../domain/staff/upstream-backend.ts';
import type { WebhookBackend } from '../domain/webhooks/webhook-backend.ts';
import { createRenderView } from '../http/render-view.ts';
import type { Translations } from '../http/translations.ts';
import { STAFF_CALLBACK_PATH } from '../lib/staff-callback-path.ts';
import type { Parts } from './open-parts.ts';

/** What stands outside the bridge, and how it is spoken to. */
export interface Backends {
  readonly platform: CtraderBackend;
  readonly mailServer: MailBackend;
  readonly cashierLine: CashierLine;
  readonly cashiers: Cashiers;
  readonly web: WebFetch;
  readonly webhookReceivers: WebhookBackend;
  /** `null` where none is set up. */
  readonly staffUpstream: UpstreamBackend | null;
  readonly composeMail: ComposeMail;
  readonly linkTo: LinkToScreen;
}

export function createBackends(parts: Parts, brokers: Brokers, translations: Translations): Backends {
  const { settings, clock, log, keyRing, metrics, projectFolder } = parts;
  const isProduction = settings.mode === 'production';
  const reach = { allowLoopback: !isProduction, openOrigin: isProduction ? null : settings.simulatorUrl };
  const cashierLine = createCashierLine({ clock, publicOnly: isProduction });
  return {
    platform: createCtraderBackend({ keyRing, telemetry: metrics, log, timeoutMs: parts.platformTimeoutMs, clock }),
    mailServer: createSmtpBackend({ ...settings, requireTls: isProduction }),
    cashierLine,
    cashiers: {
      redirect: createRedirectCashier({ keyRing, line: cashierLine }),
      // It takes no money, so that production mode does without.
      ...(isProduction ? {} : { sandbox: createSandboxCashier() }),
    },
    web: createWebFetch(reach),
    webhookReceivers: createWebhookBackend(reach),
    staffUpstream: createStaffUpstream(parts),
    composeMail: createComposeMail({
      render: createRenderView(join(projectFolder, 'views/mail')),
      translate: translations.in,
      directionOf: translations.directionOf,
      brandingOf: (brokerName) => brokers.find(brokerName)?.branding,
    }),
    linkTo: createLinkToScreen(settings.publicUrl),
  };
}

function createStaffUpstream({ settings, clock }: Parts): UpstreamBackend | null {
  const { staffOidc, publicUrl, mode } = settings;
  if (!staffOidc) return null;
  const redirectUri = `${publicUrl}${STAFF_CALLBACK_PATH}`;
  return createStaffOidc({ ...staffOidc, redirectUri, allowLoopback: mode !== 'production', clock });
}
