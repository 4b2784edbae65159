import { platformCaller } from './platform-caller.ts';
import type { SimulatorState, TestSimulator } from './start-simulator.ts';
import { type PageAnswer, send, ticketIn } from './trader-browser.ts';

/** The deposit screen of one white label, as its app and the trader's browser use it. */
export interface DepositScreen {
  /** Call 4.4. @param userId - The seeded trader's when left out. */
  token(userId?: number): Promise<string>;
  /** Opens the page with a token; a new one when left out. */
  open(options?: OpenOptions): Promise<PageAnswer>;
  /** Opens the page. @returns Its ticket. */
  ticket(account?: number): Promise<string>;
  post(form: Readonly<Record<string, string>> | URLSearchParams, options?: PostOptions): Promise<PageAnswer>;
  /** Opens the page and sends its form. */
  deposit(amount: string, account?: number): Promise<PageAnswer>;
}

export interface OpenOptions {
  readonly token?: string;
  readonly account?: number | string;
  /** Further parameters. */
  readonly query?: string;
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PostOptions {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The seeded trader of each white label. */
export const DEPOSITORS = {
  tradingtech_main: { userId: 10345533, demo: 3000001, live: 5000001 },
  tradingtech_wl_europe: { userId: 10345534, demo: 3000002, live: 5000002 },
  financialhouse_main: { userId: 10345535, demo: 3000003, live: 5000003 },
} as const;

export type DepositBroker = keyof typeof DEPOSITORS;

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

export function depositScreen(bridgeUrl: string, brokerName: DepositBroker = 'tradingtech_main'): DepositScreen {
  const seeded = DEPOSITORS[brokerName];
  const platform = platformCaller(bridgeUrl, brokerName);
  const page = `${bridgeUrl}/b/${brokerName}/inapp/deposit`;
  let crmApiToken: Promise<string> | undefined;
  let inappToken: Promise<string | undefined> | undefined;

  /** Where the white label uses them, a sign-in gives one. */
  async function buyInappToken(crm: string): Promise<string | undefined> {
    if (brokerName !== 'financialhouse_main') return undefined;
    const { body } = await platform.redeem(crm, await platform.signInToken());
    return String(body.inappToken);
  }

  async function token(userId: number = seeded.userId): Promise<string> {
    crmApiToken ??= platform.crmApiToken();
    const crm = await crmApiToken;
    inappToken ??= buyInappToken(crm);
    const { body, text } = await platform.generate(crm, userId, await inappToken);
    if (typeof body.token !== 'string') throw new Error(`Call 4.4 answered ${text}`);
    return body.token;
  }

  async function open(options: OpenOptions = {}): Promise<PageAnswer> {
    const { account = seeded.live, query = '', method = 'GET', headers = {} } = options;
    const parameters = new URLSearchParams({
      token: options.token ?? (await token()),
      account: String(account),
    });
    return send(`${page}?${parameters}${query === '' ? '' : `&${query}`}`, { method, headers });
  }

  const post: DepositScreen['post'] = (form, { query = '', headers = {} } = {}) =>
    send(page + query, {
      method: 'POST',
      headers: { ...FORM, ...headers },
      body: new URLSearchParams(form).toString(),
    });
  const ticket = async (account: number = seeded.live) => ticketIn(await open({ account }));
  return {
    token,
    open,
    ticket,
    post,
    deposit: async (amount, account) => post({ ticket: await ticket(account), amount }),
  };
}

/** In minor units. */
export async function balanceOf(simulator: TestSimulator, login: number): Promise<number> {
  const { traders } = await simulator.state();
  const trader = traders.find((one) => one.login === login);
  if (!trader) throw new Error(`The platform has no account ${login}`);
  return trader.balance;
}

export async function creditsOf(
  simulator: TestSimulator,
  login: number,
): Promise<SimulatorState['balanceChanges'][number][]> {
  const { balanceChanges } = await simulator.state();
  return balanceChanges.filter((change) => change.login === login);
}
