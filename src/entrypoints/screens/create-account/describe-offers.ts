import type { Broker, OpenAccountOffer } from '../../../domain/brokers/broker.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';

/** An offer as the page shows it: one form, with one choice of currency and of leverage. */
export interface ShownOffer {
  readonly id: string;
  readonly environment: 'demo' | 'live';
  readonly accountType: OpenAccountOffer['accountType'];
  /** The id, where the offers look alike otherwise; empty else. */
  readonly distinction: string;
  readonly currencies: readonly ShownChoice[];
  readonly leverages: readonly ShownChoice[];
}

export interface ShownChoice {
  readonly value: string;
  readonly text: string;
  readonly isChosen: boolean;
}

/** What was chosen before stays chosen; of anything else the first is. */
export function describeOffers(
  { accountOffers }: Broker,
  { body }: Pick<ReceivedRequest, 'body'>,
  language: string,
): ShownOffer[] {
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: false });
  return accountOffers.map((offer) => {
    const { id, environment, accountType, depositCurrencies, leveragesInCents } = offer;
    const isSent = body.offer === id;
    const looksAlike = accountOffers.filter((one) => titleOf(one) === titleOf(offer)).length > 1;
    const currencies = depositCurrencies.map((currency) => ({ value: currency, text: currency }));
    const leverages = leveragesInCents.map((cents) => ({
      value: String(cents),
      text: `${numbers.format(1)}:${numbers.format(cents / 100)}`,
    }));
    return {
      ...{ id, environment, accountType },
      distinction: looksAlike ? id : '',
      currencies: withChosen(currencies, isSent ? body.currency : undefined),
      leverages: withChosen(leverages, isSent ? body.leverage : undefined),
    };
  });
}

function titleOf({ environment, accountType }: OpenAccountOffer): string {
  return `${environment}/${accountType}`;
}

function withChosen(choices: readonly Omit<ShownChoice, 'isChosen'>[], sent: unknown): ShownChoice[] {
  const chosen = choices.find(({ value }) => value === sent) ?? choices[0];
  return choices.map((choice) => ({ ...choice, isChosen: choice === chosen }));
}
