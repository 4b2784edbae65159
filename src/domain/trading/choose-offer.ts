import { BridgeError } from '../../errors/bridge-error.ts';
import type { AccountOffer, Broker } from '../brokers/broker.ts';

/** What a trader chose, as the form sent it. */
export interface AccountChoice {
  /** The id of an offer. */
  readonly offer: string;
  readonly currency: string;
  /** In cents: 1:100 is `10000`. */
  readonly leverage: string;
}

/** @throws `account_choice_unknown` for whatever this white label does not offer (any more) */
export function chooseOffer({ accountOffers }: Broker, { offer: id, currency, leverage }: AccountChoice): AccountOffer {
  const offer = accountOffers.find((one) => one.id === id);
  const depositCurrency = offer?.depositCurrencies.find((one) => one === currency);
  const leverageInCents = offer?.leveragesInCents.find((one) => String(one) === leverage);
  if (!offer) throw new BridgeError('account_choice_unknown', { field: 'offer' });
  if (depositCurrency === undefined) throw new BridgeError('account_choice_unknown', { field: 'currency' });
  if (leverageInCents === undefined) throw new BridgeError('account_choice_unknown', { field: 'leverage' });
  const { environment, groupName, accountType, totalMarginCalculationType, accessRights, openingBalanceMinor } = offer;
  return {
    environment,
    groupName,
    depositCurrency,
    leverageInCents,
    accountType,
    totalMarginCalculationType,
    accessRights,
    openingBalanceMinor,
  };
}
