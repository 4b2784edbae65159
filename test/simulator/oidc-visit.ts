import type { TestSimulator } from '../support/start-simulator.ts';
import { type AppAnswer, type AppBrowser, appBrowser } from './app-browser.ts';

/** A browser at the simulator's OpenID Connect pages. */
export interface OidcVisit {
  readonly browse: AppBrowser;
  /** Starts a sign-in. @returns Where the browser is led to. */
  start(query?: string): Promise<URL>;
  /** Goes to the provider and comes back. @returns The page that says what came of it. */
  logIn(query?: string): Promise<AppAnswer>;
  /** Presses a button. @returns The page that says what came of it. */
  press(path: string, form?: Readonly<Record<string, string>>): Promise<AppAnswer>;
}

export const OIDC_BROKER = 'tradingtech_wl_europe';

/** For a provider that asks nobody anything. */
export function visitOidc({ url }: TestSimulator): OidcVisit {
  const browse = appBrowser(url);

  async function start(query = `broker=${OIDC_BROKER}`): Promise<URL> {
    const { headers } = await browse(`/oidc/start?${query}`);
    return new URL(headers.get('location') ?? '', url);
  }

  async function follow({ headers }: { headers: Headers }): Promise<AppAnswer> {
    const location = new URL(headers.get('location') ?? '', url);
    if (location.origin === url) {
      const answer = await browse(location.pathname + location.search);
      return answer.status === 303 ? follow(answer) : answer;
    }
    return follow(await fetch(location, { redirect: 'manual' }));
  }

  return {
    browse,
    start,
    logIn: async (query) => follow(await fetch(await start(query), { redirect: 'manual' })),
    press: async (path, form = {}) => follow(await browse(`/oidc/${path}`, 'POST', form)),
  };
}

/** What the page says of the last action. */
export function noticeOf({ text }: AppAnswer): string {
  const [, notice = ''] = /data-testid="oidc-notice"[^>]*>([\s\S]*?)<\/div>/.exec(text) ?? [];
  return notice
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
