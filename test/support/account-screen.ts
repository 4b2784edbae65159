import { platformCaller } from './platform-caller.ts';
import { type PageAnswer, send, traderBrowser } from './trader-browser.ts';

/** The page on which a trader opens another account, as the app and the trader's browser use it. */
export interface AccountScreen {
  /** Call 4.4. */
  token(userId: number): Promise<string>;
  /** Opens the page with a new token. */
  open(userId: number, query?: string): Promise<PageAnswer>;
  /** Opens the page as an address says it. */
  openWith(parameters: Readonly<Record<string, string>>, method?: 'GET' | 'HEAD'): Promise<PageAnswer>;
  /** Sends the form of an offer, the first one when left out. */
  send(page: PageAnswer, typed?: Readonly<Record<string, string>>, index?: number): Promise<PageAnswer>;
  post(form: Readonly<Record<string, string>>, query?: string): Promise<PageAnswer>;
}

/** The seeded trader of each white label that has no in-app tokens. */
export const ACCOUNT_OWNERS = { tradingtech_main: 10345533, tradingtech_wl_europe: 10345534 } as const;

export function accountScreen(bridgeUrl: string, brokerName: keyof typeof ACCOUNT_OWNERS = 'tradingtech_main') {
  const platform = platformCaller(bridgeUrl, brokerName);
  const browser = traderBrowser(bridgeUrl, { brokerName, path: 'account/create' });
  const page = `${bridgeUrl}/b/${brokerName}/account/create`;
  let crmApiToken: Promise<string> | undefined;

  async function token(userId: number): Promise<string> {
    crmApiToken ??= platform.crmApiToken();
    const { body, text } = await platform.generate(await crmApiToken, userId);
    if (typeof body.token !== 'string') throw new Error(`Call 4.4 answered ${text}`);
    return body.token;
  }
  const openWith: AccountScreen['openWith'] = (parameters, method = 'GET') =>
    send(`${page}?${new URLSearchParams(parameters)}`, { method });
  const screen: AccountScreen = {
    token,
    openWith,
    open: async (userId, query = '') => send(`${page}?token=${await token(userId)}${query === '' ? '' : `&${query}`}`),
    send: browser.sendForm,
    post: browser.post,
  };
  return screen;
}
