import type { ScriptedBridge } from './scripted-bridge.ts';

/** A browser of a few lines: keeps cookies, follows nothing. */
export interface AppBrowser {
  (path: string, method?: string, form?: Readonly<Record<string, string>>, headers?: HeadersLike): Promise<AppAnswer>;
  readonly cookies: Map<string, string>;
}

type HeadersLike = Readonly<Record<string, string>>;

export interface AppAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export function appBrowser(url: string): AppBrowser {
  const cookies = new Map<string, string>();
  const browse = async (
    path: string,
    method = 'GET',
    form?: Readonly<Record<string, string>>,
    headers: HeadersLike = {},
  ) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie, ...headers },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return Object.assign(browse, { cookies });
}

const USER_IDS: Readonly<Record<string, number>> = { tradingtech_main: 10345533, financialhouse_main: 10345535 };

/** @returns The success URL with a token that the bridge will take once. */
export function issueSignInToken(
  bridge: ScriptedBridge,
  token: string,
  brokerName: string,
  extra: object = {},
): string {
  bridge.oneTimeTokens.set(token, { brokerName, answer: { userId: USER_IDS[brokerName], ...extra } });
  return `/callback/success?token=${token}`;
}
