import { shortenSecret } from '../control/shorten-secrets.ts';
import type { PlatformTrader } from '../state/platform-records.ts';
import type { App } from './app.ts';
import { APP_SCREENS, type AppScreen } from './app-screens.ts';
import type { OpenSession } from './app-session.ts';
import { describeRibbons, type RibbonView } from './describe-ribbons.ts';
import { formatMoney } from './format-money.ts';

/** A signed-in trader as the pages show it. */
export interface SessionView {
  readonly userId: number;
  readonly brokerName: string;
  readonly brokerDisplayName: string;
  /** `null` when the platform knows no such user, which is a fault of the bridge. */
  readonly email: string | null;
  /** Whatever the platform was told to call the trader. */
  readonly name: string;
  readonly initials: string;
  readonly partnerId: string | null;
  readonly accounts: readonly AccountView[];
  readonly ribbons: readonly RibbonView[];
  /** Shortened. */
  readonly accessToken: string | null;
  /** Shortened. */
  readonly inappToken: string | null;
  readonly accountScreens: readonly AppScreen[];
  readonly screens: readonly AppScreen[];
}

export interface AccountView {
  readonly login: number;
  readonly environment: string;
  readonly balance: string;
  readonly currency: string;
  /** The latest change of the balance, with its sign; `null` when there was none yet. */
  readonly lastChange: string | null;
  readonly rose: boolean;
}

export function describeSession(app: App, { session, broker }: OpenSession): SessionView {
  const { state } = app.platform;
  const { brokerName, userId, accessToken, inappToken } = session;
  const user = state.users.find((known) => known.userId === userId && known.brokerName === brokerName);
  const logins = new Set(state.links.filter((link) => link.userId === userId).map((link) => link.login));
  const email = user?.email ?? null;
  const name = user?.nickName ?? user?.firstName ?? email?.split('@')[0] ?? 'Unknown user';
  return {
    userId,
    brokerName,
    brokerDisplayName: broker.displayName,
    email,
    name,
    initials: name.slice(0, 1).toUpperCase(),
    partnerId: user?.partnerId ?? null,
    accounts: state.traders.filter((trader) => logins.has(trader.login)).map((trader) => describeAccount(app, trader)),
    ribbons: describeRibbons(user, session),
    accessToken: accessToken === null ? null : shortenSecret(accessToken),
    inappToken: inappToken === null ? null : shortenSecret(inappToken),
    accountScreens: APP_SCREENS.filter((screen) => screen.ofAccount),
    screens: APP_SCREENS.filter((screen) => !screen.ofAccount),
  };
}

function describeAccount(app: App, trader: PlatformTrader): AccountView {
  const { login, environment, balance, moneyDigits, depositCurrency } = trader;
  const last = app.platform.state.balanceChanges.findLast((change) => change.login === login);
  const rose = last?.type.startsWith('DEPOSIT') ?? false;
  return {
    login,
    environment: environment ?? 'not linked',
    balance: formatMoney(balance, moneyDigits),
    currency: depositCurrency,
    lastChange: last ? `${rose ? '+' : '−'}${formatMoney(last.amount, moneyDigits)}` : null,
    rose,
  };
}
