import type { Configuration } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { Issuer } from './issuer.ts';

type Url = NonNullable<NonNullable<Configuration['interactions']>['url']>;

/** Where a trader does what an app waits for: on the white label's own screens, in the language that the app asks for. */
export function requestPage({ screensUrl }: Issuer, broker: Broker, languages: readonly string[]): Url {
  const offered = broker.screens.languages.filter((language) => languages.includes(language));
  return (_context, { uid, prompt, params }) => {
    const page = prompt.name === 'consent' || prompt.name === 'agreements' ? prompt.name : 'login';
    const query = new URLSearchParams({ appRequest: uid });
    const language = preferred(params.ui_locales, offered);
    if (language !== undefined) query.set('lang', language);
    return `${screensUrl}/auth/${page}?${query}`;
  };
}

/** @param uiLocales - Language tags, the preferred first. @see BCP 47 */
function preferred(uiLocales: unknown, offered: readonly string[]): string | undefined {
  if (typeof uiLocales !== 'string') return undefined;
  const wanted = uiLocales.split(' ').map((tag) => tag.split('-', 1)[0]?.toLowerCase() ?? '');
  return wanted.find((language) => offered.includes(language));
}
