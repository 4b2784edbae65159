import { createTransport } from 'nodemailer';
import type { MailBackend, MailMessage } from '../../domain/mail/mail-backend.ts';
import { BridgeError } from '../../errors/bridge-error.ts';

export interface SmtpBackendOptions {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly smtpUrl: string;
  /** The address that all mail comes from. */
  readonly mailFrom: string;
  /** Sends nothing over a connection that cannot be encrypted. */
  readonly requireTls: boolean;
  /** The longest that one mail may take. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
const STEP_TIMEOUT_MS = 10_000;
const RECIPIENT_REFUSED = [550, 551, 553];
/** One plain address; whatever else a library might read as two, or as a name with an address, is none. */
const ONE_ADDRESS = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/;

/** Mail by SMTP, one connection for each. */
export function createSmtpBackend(options: SmtpBackendOptions): MailBackend {
  const { smtpUrl, mailFrom, requireTls, timeoutMs = TIMEOUT_MS } = options;
  const closing = new AbortController();
  const url = new URL(smtpUrl);
  if (requireTls && !url.searchParams.has('requireTLS')) url.searchParams.set('requireTLS', 'true');
  const transport = createTransport({
    url: url.href,
    connectionTimeout: STEP_TIMEOUT_MS,
    greetingTimeout: STEP_TIMEOUT_MS,
    socketTimeout: STEP_TIMEOUT_MS,
    dnsTimeout: STEP_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  return {
    async send(message) {
      if (!ONE_ADDRESS.test(message.to)) return 'refused';
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]);
      try {
        await transport.sendMail({ ...mailOf(message, mailFrom), signal });
        return 'sent';
      } catch (error) {
        if (isRecipientRefused(error)) return 'refused';
        throw new BridgeError('mail_unavailable', { detail: describe(error) });
      }
    },
    async ping() {
      try {
        return await transport.verify();
      } catch {
        return false;
      }
    },
    close() {
      closing.abort();
      transport.close();
    },
  };
}

/** The envelope is given apart, so that no header decides who gets the mail. */
function mailOf({ fromName, to, language, subject, text, html, brokerName }: MailMessage, mailFrom: string) {
  return {
    from: { name: oneLine(fromName), address: mailFrom },
    to: { name: '', address: to },
    envelope: { from: mailFrom, to: [to] },
    subject: oneLine(subject),
    text,
    html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
      'X-Broker-Name': brokerName,
    },
  };
}

/** What stands in a header ends with its line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

interface SmtpFault {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
}

function isRecipientRefused(error: unknown): boolean {
  const { responseCode, command } = error as SmtpFault;
  return command === 'RCPT TO' && typeof responseCode === 'number' && RECIPIENT_REFUSED.includes(responseCode);
}

/** The server's own words can repeat addresses and more, so only its numbers are kept. */
function describe(error: unknown): string {
  const { code, responseCode, command } = error as SmtpFault;
  const known = [code, responseCode, command].filter((part) => typeof part === 'string' || typeof part === 'number');
  return known.join(' ') || (error instanceof Error ? error.name : 'unknown');
}
