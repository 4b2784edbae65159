import type { TradingAccount } from '../../../domain/trading/trading-account.ts';
import type { PageClaims } from '../../../http/page-ticket.ts';

/** For whom, from what, and as which payment the page was opened. */
export interface WithdrawalSession {
  readonly userId: string;
  /** The platform's account number. */
  readonly login: string;
  readonly environment: 'demo' | 'live';
  readonly currency: string;
  readonly moneyDigits: number;
  /** One form is one payment, however often it is sent. */
  readonly paymentId: string;
}

/** Whose it is, whoever opens the page adds. */
export function newClaims(account: TradingAccount, paymentId: string): PageClaims {
  const { login, environment, depositCurrency, moneyDigits } = account;
  const numbers = { login: String(login), moneyDigits: String(moneyDigits) };
  return { environment, currency: depositCurrency, paymentId, ...numbers };
}

/** @param claims - Of a ticket that was verified, so that we wrote them. */
export function fromClaims(claims: PageClaims): WithdrawalSession {
  const { userId = '', login = '', environment, currency = '', moneyDigits, paymentId = '' } = claims;
  return {
    userId,
    login,
    environment: environment === 'live' ? 'live' : 'demo',
    currency,
    moneyDigits: Number(moneyDigits),
    paymentId,
  };
}
