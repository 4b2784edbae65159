import type { CallLog } from '../control/call-log.ts';

/** As `openid-client` and `jose` call it. */
export type Fetch = (url: string, options: FetchOptions) => Promise<Response>;

interface FetchOptions {
  readonly method: string;
  readonly headers: Record<string, string> | Headers;
  readonly body?: unknown;
  readonly redirect: 'manual';
  readonly signal?: AbortSignal;
}

/** Makes requests to a provider, each noted in the log of calls. */
export function loggedFetch(calls: CallLog, brokerName: string): Fetch {
  return async (url, { method, headers, body, redirect, signal }) => {
    const { pathname, search } = new URL(url);
    const form = body instanceof URLSearchParams ? body : null;
    const record = calls.start({
      direction: 'out',
      call: callOf(pathname),
      method,
      path: pathname + search,
      brokerName,
      request: form && Object.fromEntries(form),
    });
    const response = await fetch(url, {
      method,
      headers,
      redirect,
      body: (body ?? null) as BodyInit | null,
      ...(signal ? { signal } : {}),
    });
    record.answered(response.status, await jsonOf(response.clone()));
    return response;
  };
}

const CALLS: readonly (readonly [ending: string, call: string])[] = [
  ['/openid-configuration', 'discovery'],
  ['/jwks', 'keys'],
  ['/token', 'token'],
  ['/me', 'userinfo'],
  ['/introspection', 'introspect'],
  ['/revocation', 'revoke'],
];

function callOf(pathname: string): string {
  return CALLS.find(([ending]) => pathname.endsWith(ending))?.[1] ?? 'oidc';
}

async function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch(() => null);
}
