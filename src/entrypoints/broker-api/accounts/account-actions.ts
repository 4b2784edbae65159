import type { OpenAccountOffer } from '../../../domain/brokers/broker.ts';
import type { TradingAccount } from '../../../domain/trading/trading-account.ts';
import { BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import { pageOfAll } from '../../../http/page-cursor.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { getLinkedUser, getUser } from '../get-linked-user.ts';

type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

interface NewAccountBody {
  readonly offerId: string;
  readonly depositCurrency: string;
  readonly leverageInCents: number;
}

export function getAccounts({ users, trading }: BrokerApiDependencies): Handle {
  return async ({ broker, params, query }) => {
    const user = await getUser(users, broker, params.userId);
    const accounts = await trading.listAccounts(broker, user);
    return { body: pageOfAll(accounts, query, showAccount), personIds: [user.id] };
  };
}

/**
 * The same `Idempotency-Key` opens one account at most, whatever became of the first try; what certainly opened none is
 * tried anew.
 */
export function postAccounts({ users, trading }: BrokerApiDependencies): Handle {
  return async ({ broker, params, body, idempotencyId }) => {
    // The schema has seen to it.
    const { offerId, depositCurrency, leverageInCents } = body as unknown as NewAccountBody;
    const user = await getLinkedUser(users, broker, params.userId);
    const choice = { offer: offerId, currency: depositCurrency, leverage: String(leverageInCents) };
    const requestId = idempotencyId ?? trading.newAccountRequestId();
    const account = await trading.openAccount(broker, user, { ...choice, requestId, isFirst: false }).catch(inOwnWords);
    if (!account) throw new Error('Only a form for the first account opens none');
    return { body: showAccount(account), personIds: [user.id] };
  };
}

const OWN_WORDS: Readonly<Record<string, string>> = {
  offer: 'offerId',
  currency: 'depositCurrency',
  leverage: 'leverageInCents',
};

/** The domain speaks of a form: of its fields, and of itself where here is only the key. */
function inOwnWords(error: unknown): never {
  if (isBridgeError(error, 'account_request_changed'))
    throw new BridgeError('idempotency_key_reused', { cause: error });
  if (!isBridgeError(error, 'account_choice_unknown')) throw error;
  throw new BridgeError(error.code, { field: OWN_WORDS[error.field ?? ''] ?? '' });
}

interface BoundAccountBody {
  readonly environment: 'demo' | 'live';
  readonly login: number;
  readonly depositCurrency: string;
  readonly moneyDigits: number;
  readonly password?: string;
  readonly passwordMd5?: string;
}

/** An account that the trader has already is found, so that this may be repeated. */
export function postBinding({ users, trading }: BrokerApiDependencies): Handle {
  return async ({ broker, params, body }) => {
    // The schema has seen to it.
    const { password, passwordMd5, ...account } = body as unknown as BoundAccountBody;
    const user = await getLinkedUser(users, broker, params.userId);
    const proof = password === undefined ? { md5: passwordMd5 ?? '' } : { plain: password };
    const bound = await trading.bindAccount(broker, user, { ...account, password: proof });
    return { body: showAccount(bound), personIds: [user.id] };
  };
}

export function getOffers({ trading }: BrokerApiDependencies): Handle {
  return async ({ broker, query }) => ({ body: pageOfAll(trading.listOffers(broker), query, showOffer) });
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
