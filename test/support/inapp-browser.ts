import type { TestBridge } from './start-bridge.ts';
import { newEmail, type PageAnswer, send, ticketIn, tokenIn, traderBrowser } from './trader-browser.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

type Fields = Readonly<Record<string, string>>;

/** A trader of one white label, with the screens that the trading app opens; it keeps cookies only when asked to. */
export interface InappBrowser {
  readonly email: string;
  readonly password: string;
  readonly userId: number;
  /** What call 4.4 would give. */
  token(): Promise<string>;
  /** Opens a screen of `/inapp/…`. */
  open(action: string, options?: OpenOptions): Promise<PageAnswer>;
  /** Sends a form of it. */
  post(action: string, form: Fields, options?: OpenOptions): Promise<PageAnswer>;
  /** Opens the screen and sends its form. */
  submit(action: string, form: Fields): Promise<PageAnswer>;
}

export interface OpenOptions {
  /** A new one when left out. */
  readonly token?: string;
  readonly query?: string;
  readonly method?: string;
  readonly headers?: Fields;
}

export interface InappBrowserOptions {
  readonly brokerName?: string;
  /** Where the trader sits, as a trusted proxy says it. */
  readonly address?: string;
}

/** @returns The browser of a trader of one's own, who has signed up just now. */
export async function newInappTrader(bridge: TestBridge, options: InappBrowserOptions = {}): Promise<InappBrowser> {
  const { brokerName = 'tradingtech_main' } = options;
  const email = newEmail();
  const password = 'Old-Password-1';
  const answer = await traderBrowser(bridge.url, options).signUp({ email, password });
  tokenIn(answer);
  const user = await bridge.app.storage.users.findByEmail(brokerName, email);
  return inappBrowser(bridge, { ...options, email, password, userId: user?.platformUserId ?? 0 });
}

export function inappBrowser(
  bridge: TestBridge,
  options: InappBrowserOptions & { readonly email: string; readonly password: string; readonly userId: number },
): InappBrowser {
  const { brokerName = 'tradingtech_main', address, email, password, userId } = options;
  const from: Fields = address === undefined ? {} : { 'X-Forwarded-For': address };
  const page = (action: string) => `${bridge.url}/b/${brokerName}/inapp/${action}`;
  const token = () => bridge.app.access.issueInappToken(bridge.app.brokers.get(brokerName), userId);

  async function open(action: string, { query = '', method = 'GET', headers = {}, ...more }: OpenOptions = {}) {
    const given = `token=${more.token ?? (await token())}`;
    const search = query === '' ? given : `${given}&${query}`;
    return send(`${page(action)}?${search}`, { method, headers: { ...from, ...headers } });
  }

  function post(action: string, form: Fields, { query = '', headers = {} }: OpenOptions = {}): Promise<PageAnswer> {
    return send(page(action) + (query === '' ? '' : `?${query}`), {
      method: 'POST',
      headers: { ...from, ...FORM, ...headers },
      body: new URLSearchParams(form).toString(),
    });
  }

  return {
    email,
    password,
    userId,
    token,
    open,
    post,
    submit: async (action, form) => post(action, { ticket: ticketIn(await open(action)), ...form }),
  };
}

/** The cookie that an answer sets, as the browser sends it back. */
export function cookieIn({ headers }: PageAnswer): string {
  return String(headers['set-cookie'] ?? '').split(';')[0] ?? '';
}
