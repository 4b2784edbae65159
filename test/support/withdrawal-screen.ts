import type { Payment } from '../../src/domain/payments/payment.ts';
import { samplePayment } from '../contracts/sample-records.ts';
import {
  creditsOf,
  DEPOSITORS,
  type DepositBroker,
  depositScreen,
  type OpenOptions,
  type PostOptions,
} from './deposit-screen.ts';
import type { WiredBridge } from './start-wired-bridge.ts';
import { type PageAnswer, send, ticketIn } from './trader-browser.ts';

/** The withdrawal screen of one white label, as its app and the trader's browser use it. */
export interface WithdrawalScreen {
  /** Call 4.4. @param userId - The seeded trader's when left out. */
  token(userId?: number): Promise<string>;
  /** Opens the page with a token; a new one when left out. */
  open(options?: OpenOptions): Promise<PageAnswer>;
  /** Opens the page. @returns Its ticket. */
  ticket(account?: number): Promise<string>;
  post(form: Readonly<Record<string, string>> | URLSearchParams, options?: PostOptions): Promise<PageAnswer>;
  /** Opens the page and sends its form. */
  withdraw(amount: string, account?: number): Promise<PageAnswer>;
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

export function withdrawalScreen(bridgeUrl: string, brokerName: DepositBroker = 'tradingtech_main'): WithdrawalScreen {
  const { live } = DEPOSITORS[brokerName];
  const { token } = depositScreen(bridgeUrl, brokerName);
  const page = `${bridgeUrl}/b/${brokerName}/inapp/withdrawal`;

  async function open(options: OpenOptions = {}): Promise<PageAnswer> {
    const { account = live, query = '', method = 'GET', headers = {} } = options;
    const parameters = new URLSearchParams({ token: options.token ?? (await token()), account: String(account) });
    return send(`${page}?${parameters}${query === '' ? '' : `&${query}`}`, { method, headers });
  }

  const post: WithdrawalScreen['post'] = (form, { query = '', headers = {} } = {}) =>
    send(page + query, {
      method: 'POST',
      headers: { ...FORM, ...headers },
      body: new URLSearchParams(form).toString(),
    });
  const ticket = async (account: number = live) => ticketIn(await open({ account }));
  return {
    token,
    open,
    ticket,
    post,
    withdraw: async (amount, account) => post({ ticket: await ticket(account), amount }),
  };
}

let left = 0;

/** What a process leaves in the records that dies in the middle of a withdrawal of 10.00. @returns Its id. */
export async function leaveWithdrawal(
  { app }: Pick<WiredBridge, 'app'>,
  brokerName: DepositBroker,
  change: Partial<Payment>,
): Promise<string> {
  const { userId, live } = DEPOSITORS[brokerName];
  const user = await app.users.findByPlatformUserId(brokerName, userId);
  if (!user) throw new Error('The seeded trader is not there');
  left += 1;
  const payment = { kind: 'withdrawal', id: `left-${left}`, login: live, amountMinor: 1000, ...change } as const;
  await app.storage.payments.add(samplePayment(user, payment.id, payment));
  return payment.id;
}

/** Puts money on an account at the platform, past the bridge's own payments. */
export async function fundAccount(
  { app }: Pick<WiredBridge, 'app'>,
  brokerName: DepositBroker,
  login: number,
  preciseAmount: string,
): Promise<void> {
  await app.platform.changeBalance(app.brokers.get(brokerName), { login, type: 'DEPOSIT', preciseAmount });
}

/** What the platform booked for one payment: its debits, and its returns. */
export async function bookingsOf(
  simulator: WiredBridge['simulator'],
  login: number,
  paymentId: string,
): Promise<{ debits: number[]; returns: number[] }> {
  const changes = await creditsOf(simulator, login);
  const amounts = (externalId: string, type: string) =>
    changes.filter((one) => one.externalId === externalId && one.type === type).map(({ amount }) => amount);
  return { debits: amounts(paymentId, 'WITHDRAW'), returns: amounts(`${paymentId}-return`, 'DEPOSIT') };
}

/** The id that the withdrawal of a page's form will have. */
export function paymentIdIn(ticket: string): string {
  const claims = Buffer.from(ticket.split('.')[2] ?? '', 'base64url').toString('utf8');
  return String(JSON.parse(claims).paymentId);
}
