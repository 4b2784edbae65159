import { isShownText } from '../../lib/is-shown-text.ts';
import type { AccountOffer, OpenAccountOffer } from './broker.ts';
import { type Demand, isBetween, requireField } from './require-field.ts';

const LEAST_LEVERAGE_IN_CENTS = 100;
const MOST_LEVERAGE_IN_CENTS = 1_000_000;
const MAX_OFFERS = 50;
const MAX_CHOICES = 20;
const MAX_GROUP_NAME_LENGTH = 100;

const CURRENCY = 'must be three capital letters';
const CURRENCIES = `must be 1 to ${MAX_CHOICES} different currencies of three capital letters`;
const LEVERAGE = 'must be from 100 (1:1) to 1000000 (1:10000)';
const LEVERAGES = `must be 1 to ${MAX_CHOICES} different numbers from 100 (1:1) to 1000000 (1:10000)`;

/** What a new trader gets without being asked. @throws `broker_invalid`, naming the field. */
export function checkFirstAccount(offer: AccountOffer | null, demand: Demand = requireField): void {
  if (offer === null) return;
  demand(isCurrency(offer.depositCurrency), 'firstAccount.depositCurrency', CURRENCY);
  demand(isLeverage(offer.leverageInCents), 'firstAccount.leverageInCents', LEVERAGE);
  checkCommon(offer, 'firstAccount', demand);
}

/** What traders may open themselves. @throws `broker_invalid`, naming the field. */
export function checkAccountOffers(offers: readonly OpenAccountOffer[], demand: Demand = requireField): void {
  const areGood = offers.length <= MAX_OFFERS && areDistinct(offers.map(({ id }) => id));
  demand(areGood, 'accountOffers', `are more than ${MAX_OFFERS}, or two of them have one id`);
  for (const [index, offer] of offers.entries()) {
    const place = `accountOffers.${index}`;
    const isId = /^[A-Za-z0-9._~-]{1,64}$/.test(offer.id);
    demand(isId, `${place}.id`, 'must be 1 to 64 letters, digits or - . _ ~');
    demand(areChoices(offer.depositCurrencies, isCurrency), `${place}.depositCurrencies`, CURRENCIES);
    demand(areChoices(offer.leveragesInCents, isLeverage), `${place}.leveragesInCents`, LEVERAGES);
    checkCommon(offer, place, demand);
  }
}

function checkCommon(
  { groupName, openingBalanceMinor }: AccountOffer | OpenAccountOffer,
  place: string,
  demand: Demand,
): void {
  const isName = isShownText(groupName, MAX_GROUP_NAME_LENGTH);
  demand(isName, `${place}.groupName`, `must be one line of 1 to ${MAX_GROUP_NAME_LENGTH} characters`);
  const isAmount = isBetween(openingBalanceMinor, 0, Number.MAX_SAFE_INTEGER);
  demand(isAmount, `${place}.openingBalanceMinor`, 'must be a whole number, 0 or more');
}

function areChoices<Choice>(choices: readonly Choice[], isOne: (choice: Choice) => boolean): boolean {
  return isBetween(choices.length, 1, MAX_CHOICES) && areDistinct(choices) && choices.every(isOne);
}

function areDistinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

function isLeverage(leverageInCents: number): boolean {
  return isBetween(leverageInCents, LEAST_LEVERAGE_IN_CENTS, MOST_LEVERAGE_IN_CENTS);
}
