import { isShownText } from '../../lib/is-shown-text.ts';
import type { AccountOffer, OpenAccountOffer } from './broker.ts';
import { isBetween, requireField } from './require-field.ts';

const LEAST_LEVERAGE_IN_CENTS = 100;
const MOST_LEVERAGE_IN_CENTS = 1_000_000;
const MAX_OFFERS = 50;
const MAX_CHOICES = 20;
const MAX_GROUP_NAME_LENGTH = 100;

/** What a new trader gets without being asked. @throws `broker_invalid`, naming the field. */
export function checkFirstAccount(offer: AccountOffer | null): void {
  if (offer === null) return;
  requireField(isCurrency(offer.depositCurrency), 'firstAccount.depositCurrency');
  requireField(isLeverage(offer.leverageInCents), 'firstAccount.leverageInCents');
  checkCommon(offer, 'firstAccount');
}

/** What traders may open themselves. @throws `broker_invalid`, naming the field. */
export function checkAccountOffers(offers: readonly OpenAccountOffer[]): void {
  requireField(offers.length <= MAX_OFFERS && areDistinct(offers.map(({ id }) => id)), 'accountOffers');
  for (const [index, offer] of offers.entries()) {
    const place = `accountOffers.${index}`;
    requireField(/^[A-Za-z0-9._~-]{1,64}$/.test(offer.id), `${place}.id`);
    requireField(areChoices(offer.depositCurrencies, isCurrency), `${place}.depositCurrencies`);
    requireField(areChoices(offer.leveragesInCents, isLeverage), `${place}.leveragesInCents`);
    checkCommon(offer, place);
  }
}

function checkCommon({ groupName, openingBalanceMinor }: AccountOffer | OpenAccountOffer, place: string): void {
  requireField(isShownText(groupName, MAX_GROUP_NAME_LENGTH), `${place}.groupName`);
  requireField(isBetween(openingBalanceMinor, 0, Number.MAX_SAFE_INTEGER), `${place}.openingBalanceMinor`);
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
