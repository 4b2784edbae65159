import type { SimulatedBroker } from '../simulated-broker.ts';
import type {
  AccountLink,
  AppSession,
  BalanceChange,
  HandOffToken,
  ManagerToken,
  PlatformTrader,
  PlatformUser,
} from './platform-records.ts';

/** Everything the simulated platform remembers, as it is written to the state file. */
export interface PlatformState {
  readonly version: 1;
  readonly next: { userId: number; login: number; ctidTraderAccountId: number; balanceHistoryId: number };
  managerTokens: ManagerToken[];
  readonly users: PlatformUser[];
  readonly traders: PlatformTrader[];
  readonly links: AccountLink[];
  balanceChanges: BalanceChange[];
  handOffTokens: HandOffToken[];
  appSessions: AppSession[];
  /** Brokers that no seed file brought, as the bridge told of them. */
  introduced: SimulatedBroker[];
}

/** New numbers start at the next multiple of this above all seeded ones. */
const FREE_RANGE = 1_000_000;

export function emptyState(): PlatformState {
  return {
    version: 1,
    next: { userId: 1, login: 1, ctidTraderAccountId: 1, balanceHistoryId: 6_340_680 },
    managerTokens: [],
    users: [],
    traders: [],
    links: [],
    balanceChanges: [],
    handOffTokens: [],
    appSessions: [],
    introduced: [],
  };
}

/** Adds what the seed has and the state lacks; what is there stays as it became. */
export function addSeed(state: PlatformState, brokers: readonly SimulatedBroker[], nowMs: number): void {
  for (const broker of brokers) {
    for (const trader of broker.traders) {
      if (!state.users.some((user) => user.userId === trader.platformUserId)) {
        state.users.push(seededUser(broker.brokerName, trader, nowMs));
      }
      for (const account of trader.accounts) addSeededAccount(state, broker.brokerName, trader, account, nowMs);
    }
  }
  const { next } = state;
  next.userId = Math.max(
    next.userId,
    firstFree(brokers, (trader) => [trader.platformUserId]),
  );
  next.login = Math.max(
    next.login,
    firstFree(brokers, (trader) => trader.accounts.map((account) => account.login)),
  );
  next.ctidTraderAccountId = Math.max(
    next.ctidTraderAccountId,
    firstFree(brokers, (trader) => trader.accounts.map((account) => account.ctidTraderAccountId)),
  );
}

type SeededTrader = SimulatedBroker['traders'][number];

function firstFree(brokers: readonly SimulatedBroker[], numbersOf: (trader: SeededTrader) => number[]): number {
  const highest = Math.max(0, ...brokers.flatMap((broker) => broker.traders.flatMap(numbersOf)));
  return (Math.floor(highest / FREE_RANGE) + 1) * FREE_RANGE + 1;
}

function seededUser(brokerName: string, trader: SeededTrader, nowMs: number): PlatformUser {
  return {
    userId: trader.platformUserId,
    brokerName,
    email: trader.email.toLowerCase(),
    firstName: trader.firstName,
    nickName: null,
    preferredLanguage: trader.preferredLanguage,
    partnerId: null,
    ribbons: [],
    agreementAcceptedAtMs: null,
    loggedOutAtMs: null,
    createdAtMs: nowMs,
  };
}

function addSeededAccount(
  state: PlatformState,
  brokerName: string,
  trader: SeededTrader,
  account: SeededTrader['accounts'][number],
  nowMs: number,
): void {
  if (state.traders.some(({ login }) => login === account.login)) return;
  state.traders.push({
    login: account.login,
    brokerName,
    environment: account.environment,
    depositCurrency: account.depositCurrency,
    moneyDigits: account.moneyDigits,
    balance: account.balanceMinor,
    bonus: 0,
    hashedPassword: null,
    details: { accessRights: 'FULL_ACCESS', accountType: 'HEDGED' },
    createdAtMs: nowMs,
  });
  const { ctidTraderAccountId, login } = account;
  state.links.push({ ctidTraderAccountId, login, userId: trader.platformUserId });
}
