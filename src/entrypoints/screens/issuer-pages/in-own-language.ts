import type { Broker } from '../../../domain/brokers/broker.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';

/** Few browsers name more. */
const MOST_LANGUAGES = 10;

/**
 * The request with the language that the browser prefers, where the app named none: on its way from page to page an
 * issuer does not carry one along.
 */
export function inOwnLanguage(received: ReceivedRequest, broker: Broker | undefined): ReceivedRequest {
  const { query, context } = received;
  if (query.lang !== undefined) return received;
  const wanted = preferredIn(context.request.headers['accept-language'] ?? '');
  const language = wanted.find((one) => broker?.screens.languages.includes(one) ?? true);
  return language === undefined ? received : { ...received, query: { ...query, lang: language } };
}

/** Primary subtags, the preferred first. @see RFC 9110, section 12.5.4 */
function preferredIn(header: string): string[] {
  return header
    .split(',', MOST_LANGUAGES)
    .map((entry) => {
      const [tag = '', ...parameters] = entry
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((one) => one.startsWith('q='))?.slice(2);
      return { language: tag.split('-', 1)[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ language }) => language);
}
