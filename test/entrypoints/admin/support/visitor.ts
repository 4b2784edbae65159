/** A browser without script, with cookies of its own, in which nobody is signed in yet. */
export interface Visitor {
  get(path: string, headers?: Headers): Promise<VisitorAnswer>;
  /** Looks, without asking for the page. */
  head(path: string): Promise<VisitorAnswer>;
  /** Sends a form, with the ticket or CSRF token of the page that was shown last unless the form has one. */
  post(path: string, form: Readonly<Record<string, string>>, headers?: Headers): Promise<VisitorAnswer>;
  /** Of the session; `undefined` where there is none. */
  session(): string | undefined;
  readonly cookies: Map<string, string>;
}

type Headers = Readonly<Record<string, string>>;

export interface VisitorAnswer {
  readonly status: number;
  readonly html: string;
  readonly location: string | null;
  readonly headers: globalThis.Headers;
}

export const SESSION_COOKIE = '__Host-drawbridge-staff';

export function openVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  let shown = '';

  async function ask(path: string, init: { method?: string; headers: Headers; body?: string }): Promise<VisitorAnswer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url + path, { ...init, headers: { cookie, ...init.headers }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || line.includes('Max-Age=0')) cookies.delete(name);
      else cookies.set(name, value);
    }
    const html = await response.text();
    if (response.status !== 303) shown = html;
    const { status, headers } = response;
    return { status, html, location: headers.get('location'), headers };
  }

  return {
    cookies,
    session: () => cookies.get(SESSION_COOKIE),
    get: (path, headers = {}) => ask(path, { headers }),
    head: (path) => ask(path, { method: 'HEAD', headers: {} }),
    post(path, form, headers = {}) {
      const own = Object.fromEntries(['ticket', 'csrf'].map((name) => [name, hiddenIn(shown, name) ?? '']));
      const type = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
      const body = new URLSearchParams({ ...own, ...form }).toString();
      return ask(path, { method: 'POST', headers: { ...type, ...headers }, body });
    },
  };
}

/** A hidden field of a page; the first that says something. */
export function hiddenIn(html: string, name: string): string | undefined {
  return new RegExp(`<input type="hidden" name="${name}" value="([^"]+)"`).exec(html)?.[1];
}

/** What a page says above a form. */
export function problemIn(html: string): string | undefined {
  return /<div class="notice error"[^>]*>.*?<p>([^<]*)<\/p>/s.exec(html)?.[1];
}
