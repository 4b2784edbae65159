import type { TradingAccount } from '../../../domain/trading/trading-account.ts';
import type { PageClaims } from '../../../http/page-ticket.ts';

/** For whom, into what, and as which payment the page was opened. */
export interface DepositSession {
  readonly userId: string;
  /** The platform's account number. */
  readonly login: number;
  readonly environment: 'demo' | 'live';
  readonly currency: string;
  readonly moneyDigits: number;
  /** One form is one payment, however often it is sent. */
  readonly paymentId: string;
}

export function newDepositSession(account: TradingAccount, paymentId: string): DepositSession {
  const { userId, login, environment, depositCurrency, moneyDigits } = account;
  return { userId, login, environment, currency: depositCurrency, moneyDigits, paymentId };
}

export function toClaims(session: DepositSession): PageClaims {
  const { login, moneyDigits, ...texts } = session;
  return { ...texts, login: String(login), moneyDigits: String(moneyDigits) };
}

/** @param claims - Of a ticket that was verified, so that we wrote them. */
export function fromClaims(claims: PageClaims): DepositSession {
  const { userId = '', login, environment, currency = '', moneyDigits, paymentId = '' } = claims;
  return {
    userId,
    login: Number(login),
    environment: environment === 'live' ? 'live' : 'demo',
    currency,
    moneyDigits: Number(moneyDigits),
    paymentId,
  };
}
