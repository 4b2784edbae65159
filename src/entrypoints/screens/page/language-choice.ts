import type { Broker } from '../../../domain/brokers/broker.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { Translations } from '../../../http/translations.ts';
import { ownQueryOf } from './own-query.ts';

/** A language that the page can be read in. */
export interface LanguageLink {
  readonly language: string;
  /** In that language. */
  readonly name: string;
  readonly address: string;
}

/**
 * The other languages of a page, in the white label's order, as links to the same page. There are none where following a link would lose something:
 * on the answer to a form, and on a page whose address held a token.
 */
export function languageLinks(
  { languages }: Translations,
  broker: Broker | undefined,
  { context, query }: Pick<ReceivedRequest, 'context' | 'query'>,
  present: string,
): LanguageLink[] {
  const { method, originalUrl } = context.request;
  if ((method !== 'GET' && method !== 'HEAD') || query.token !== undefined) return [];
  const offered = broker?.screens.languages ?? languages;
  return offered
    .filter((language) => languages.includes(language) && language !== present)
    .map((language) => ({ language, name: languageName(language), address: inLanguage(originalUrl, language) }));
}

/** Every other parameter stays. */
function inLanguage(address: string, language: string): string {
  const parameters = new URLSearchParams(ownQueryOf(address));
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
