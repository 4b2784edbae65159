import type { Broker } from '../../../domain/brokers/broker.ts';
import type { Translations } from '../../../http/translations.ts';

/** What the platform's app says in the address of a screen. @see The SSO contract, section 5. */
export interface ScreenParameters extends ScreenLook {
  /** Sign-up rather than log-in. */
  readonly firstLogin: boolean;
  readonly partnerId: string | null;
  /** `utm_*` and `gclid`. */
  readonly marketing: Readonly<Record<string, string>>;
}

/** How any page of ours looks. */
export interface ScreenLook {
  /** One that the white label offers and we speak. */
  readonly language: string;
  /** Empty: as the device prefers. */
  readonly theme: 'light' | 'dark' | '';
}

/** What the platform takes as a partner (call 3.6). */
const MAX_VALUE_LENGTH = 255;
const MAX_MARKETING_VALUES = 20;

/** Never fails: a screen is shown even when the app says something strange. */
export function parseScreenParameters(
  query: Readonly<Record<string, unknown>>,
  broker: Broker,
  translations: Translations,
): ScreenParameters {
  return {
    ...parseScreenLook(query, broker, translations),
    firstLogin: textOf(query.firstLogin) === 'true',
    partnerId: textOf(query.partnerId) || null,
    marketing: readMarketing(query),
  };
}

/** @param broker - `undefined` where the request did not name one; any language that we speak will do then. */
export function parseScreenLook(
  query: Readonly<Record<string, unknown>>,
  broker: Broker | undefined,
  { languages }: Translations,
): ScreenLook {
  const theme = textOf(query.theme);
  const wanted = [textOf(query.lang).toLowerCase(), broker?.screens.defaultLanguage];
  const offered = languages.filter((language) => broker?.screens.languages.includes(language) ?? true);
  return {
    language: wanted.find((language) => language !== undefined && offered.includes(language)) ?? 'en',
    theme: theme === 'light' || theme === 'dark' ? theme : '',
  };
}

function readMarketing(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(query)
    .filter(([name]) => name === 'gclid' || /^utm_[a-z_]{1,32}$/.test(name))
    .map(([name, value]) => [name, textOf(value)] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(entries.slice(0, MAX_MARKETING_VALUES));
}

const KEPT_PARAMETERS = ['lang', 'theme', 'source', 'firstLogin', 'partnerId', 'eventName', 'appRequest'];

/** The parameters of the contract, for a link that leads back to our screens from outside. */
export function keptParameters(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = KEPT_PARAMETERS.map((name) => [name, textOf(query[name])] as const);
  return { ...Object.fromEntries(entries.filter(([, value]) => value !== '')), ...readMarketing(query) };
}

/** A value that is no plain text of sensible length, or that holds control characters, says nothing. */
export function textOf(value: unknown): string {
  return typeof value === 'string' && value.length <= MAX_VALUE_LENGTH && !/\p{Cc}/u.test(value) ? value : '';
}
