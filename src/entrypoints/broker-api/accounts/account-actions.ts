import type { OpenAccountOffer } from '../../../domain/brokers/broker.ts';
import type { TradingAccount } from '../../../domain/trading/trading-account.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { getLinkedUser, getUser } from '../get-linked-user.ts';
import { toRfc3339 } from '../to-rfc3339.ts';

type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

interface NewAccountBody {
  readonly offerId: string;
  readonly depositCurrency: string;
  readonly leverageInCents: number;
}

export function getAccounts({ users, trading }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => {
    const user = await getUser(users, broker, params.userId);
    const accounts = await trading.listAccounts(broker, user);
    return { body: { items: accounts.map(showAccount), nextCursor: null }, personIds: [user.id] };
  };
}

/** The same `Idempotency-Key` opens one account at most, whatever became of the first try. */
export function postAccounts({ users, trading }: BrokerApiDependencies): Handle {
  return async ({ broker, params, body, idempotencyId }) => {
    // The schema has seen to it.
    const { offerId, depositCurrency, leverageInCents } = body as unknown as NewAccountBody;
    const user = await getLinkedUser(users, broker, params.userId);
    const account = await trading.openAccount(broker, user, {
      requestId: idempotencyId ?? trading.newAccountRequestId(),
      ...{ isFirst: false, offer: offerId, currency: depositCurrency, leverage: String(leverageInCents) },
    });
    if (!account) throw new Error('Only a form for the first account opens none');
    return { body: showAccount(account), personIds: [user.id] };
  };
}

export async function getOffers({ broker }: BrokerApiCall): Promise<BrokerApiReply> {
  return { body: { items: broker.accountOffers.map(showOffer), nextCursor: null } };
}

export function showAccount(account: TradingAccount): object {
  const { id, environment, login, depositCurrency, moneyDigits, ctidTraderAccountId, createdAtMs } = account;
  return {
    ...{ id, environment, login, depositCurrency, moneyDigits },
    linked: ctidTraderAccountId !== null,
    createdAt: toRfc3339(createdAtMs),
  };
}

function showOffer(offer: OpenAccountOffer): object {
  const { id, environment, accountType, depositCurrencies, leveragesInCents, openingBalanceMinor } = offer;
  return { id, environment, accountType, depositCurrencies, leveragesInCents, openingBalanceMinor };
}
