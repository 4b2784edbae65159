import type { Broker } from '../../../domain/brokers/broker.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { Translations } from '../../../http/translations.ts';
import { ownQueryOf, wholeQueryOf } from './own-query.ts';

/** A language that the page can be read in. */
export interface LanguageLink {
  readonly language: string;
  /** In that language. */
  readonly name: string;
  readonly address: string;
}

/** The page that links to itself in other languages. */
export interface PresentPage {
  readonly language: string;
  /** It says what is wrong with its address, which what opens a page is then no part of. */
  readonly isFault: boolean;
}

/**
 * The other languages of a page, in the white label's order, as links to the same page. There are none where following a link would lose something:
 * on the answer to a form, and on a page whose address held a token.
 */
export function languageLinks(
  { languages }: Translations,
  broker: Broker | undefined,
  { context, query }: Pick<ReceivedRequest, 'context' | 'query'>,
  { language: present, isFault }: PresentPage,
): LanguageLink[] {
  const { method, originalUrl } = context.request;
  if ((method !== 'GET' && method !== 'HEAD') || query.token !== undefined) return [];
  const ownQuery = isFault ? ownQueryOf(originalUrl) : wholeQueryOf(originalUrl);
  const offered = broker?.screens.languages ?? languages;
  return offered
    .filter((language) => languages.includes(language) && language !== present)
    .map((language) => ({ language, name: languageName(language), address: inLanguage(ownQuery, language) }));
}

/** Every other parameter stays. */
function inLanguage(ownQuery: string, language: string): string {
  const parameters = new URLSearchParams(ownQuery);
  parameters.set('lang', language);
  return `?${parameters}`;
}

const names = new Map<string, string>();

/** How a language calls itself. */
export function languageName(language: string): string {
  const name = names.get(language) ?? nameItself(language);
  names.set(language, name);
  return name;
}

function nameItself(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1);
}
