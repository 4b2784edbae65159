import type { SeenMail, TestSimulator } from './start-simulator.ts';
import { type PageAnswer, send, ticketIn } from './trader-browser.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

export interface ResetBrowserOptions {
  readonly brokerName?: string;
  /** Where the trader sits, as a trusted proxy says it. */
  readonly address?: string;
}

/** A trader who forgot the password, as far as pages and forms go. */
export function resetBrowser(
  bridgeUrl: string,
  { brokerName = 'tradingtech_main', address }: ResetBrowserOptions = {},
) {
  const page = `${bridgeUrl}/b/${brokerName}/auth/reset-password`;
  const from: Record<string, string> = address === undefined ? {} : { 'X-Forwarded-For': address };
  const open = (query = '') => send(page + query, { headers: from });
  const post = (form: Readonly<Record<string, string>>, query = '', headers: Readonly<Record<string, string>> = {}) =>
    send(page + query, {
      method: 'POST',
      headers: { ...from, ...FORM, ...headers },
      body: new URLSearchParams(form).toString(),
    });
  return {
    open,
    post,
    /** Opens the page and asks for a link. */
    async request(email: string, query = ''): Promise<PageAnswer> {
      return post({ ticket: ticketIn(await open(query)), email }, query);
    },
    /** Sends the form for a new password. */
    async reset(token: string, password: string, more: Readonly<Record<string, string>> = {}): Promise<PageAnswer> {
      return post({ ticket: ticketIn(await open()), token, password, ...more });
    },
  };
}

/** Longer than a dead process holds a letter that it had taken up. */
const MAIL_WITHIN_MS = 100_000;

/** The latest mail to somebody, once there are `count` of them. */
export async function mailTo(
  { simulator }: { readonly simulator: TestSimulator },
  email: string,
  count = 1,
): Promise<SeenMail> {
  const deadline = Date.now() + MAIL_WITHIN_MS;
  while (Date.now() < deadline) {
    const mails = (await simulator.mails()).filter(({ to }) => to.includes(email));
    const [latest] = mails;
    if (latest && mails.length >= count) return latest;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No mail number ${count} to ${email} came`);
}

export function linkIn({ text }: SeenMail): URL {
  return new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? 'http://no.link');
}

/** The token of the link in a mail. */
export function linkTokenIn(mail: SeenMail): string {
  return linkIn(mail).searchParams.get('token') ?? '';
}
