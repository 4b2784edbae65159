import { shortenSecret } from '../control/shorten-secrets.ts';
import type { AppSession, PlatformTrader } from '../state/platform-records.ts';
import { type App, findBroker } from './app.ts';

/** A signed-in trader as the pages show it. */
export interface SessionView {
  readonly userId: number;
  readonly brokerName: string;
  readonly brokerDisplayName: string;
  /** `null` when the platform knows no such user, which is a fault of the bridge. */
  readonly email: string | null;
  readonly accounts: readonly AccountView[];
  /** Shortened. */
  readonly accessToken: string | null;
  /** Shortened. */
  readonly inappToken: string | null;
}

export interface AccountView {
  readonly login: number;
  readonly environment: string;
  readonly balance: string;
}

export function describeSession(app: App, session: AppSession): SessionView {
  const { state } = app.platform;
  const { brokerName, userId, accessToken, inappToken } = session;
  const user = state.users.find((known) => known.userId === userId && known.brokerName === brokerName);
  const logins = new Set(state.links.filter((link) => link.userId === userId).map((link) => link.login));
  return {
    userId,
    brokerName,
    brokerDisplayName: findBroker(app, brokerName)?.displayName ?? brokerName,
    email: user?.email ?? null,
    accounts: state.traders.filter((trader) => logins.has(trader.login)).map(describeAccount),
    accessToken: accessToken === null ? null : shortenSecret(accessToken),
    inappToken: inappToken === null ? null : shortenSecret(inappToken),
  };
}

function describeAccount({ login, environment, balance, moneyDigits, depositCurrency }: PlatformTrader): AccountView {
  const amount = (balance / 10 ** moneyDigits).toLocaleString('en', {
    minimumFractionDigits: moneyDigits,
    maximumFractionDigits: moneyDigits,
  });
  return { login, environment: environment ?? 'not linked', balance: `${amount} ${depositCurrency}` };
}
