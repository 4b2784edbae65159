import type { StaffCaller } from './admin-stage.ts';

/** A page as it came. */
export interface ConsoleAnswer {
  readonly status: number;
  readonly html: string;
  /** Of a redirect. */
  readonly location: string | null;
  /** The code of what the next page says. */
  readonly notice: string | undefined;
}

/** A browser without script in which a member is signed in. */
export interface ConsoleBrowser {
  get(path: string): Promise<ConsoleAnswer>;
  /** Sends a form as the page would: with its CSRF token. */
  post(path: string, form?: Readonly<Record<string, string>>): Promise<ConsoleAnswer>;
}

export function openConsole(url: string, caller: StaffCaller): ConsoleBrowser {
  const cookie = () => `__Host-drawbridge-staff=${caller.token()}`;
  const answerTo = async (path: string, init: RequestInit): Promise<ConsoleAnswer> => {
    const response = await fetch(url + path, { ...init, redirect: 'manual' });
    const [, notice] = /admin-notice=([a-z-]+)/.exec(response.headers.getSetCookie().join(';')) ?? [];
    return { status: response.status, html: await response.text(), location: response.headers.get('location'), notice };
  };
  return {
    get: (path) => answerTo(path, { headers: { cookie: cookie() } }),
    async post(path, form = {}) {
      const { body } = await caller.call('GET', '/session');
      const headers = { cookie: cookie(), origin: url, 'sec-fetch-site': 'same-origin' };
      const fields = new URLSearchParams({ ...form, csrf: String(body.csrfToken) });
      return answerTo(path, { method: 'POST', headers, body: fields });
    },
  };
}

/** What stands in the fields of a form that was shown again: every input, area and choice, by name. */
export function enteredIn(html: string): Record<string, string> {
  const areas = [...html.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>\n?([^<]*)<\/textarea>/g)];
  const inputs = [...html.matchAll(/<input type="(?:text|number|email|url)" [^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)];
  return Object.fromEntries([...areas, ...inputs].map(([, name = '', value = '']) => [name, value]));
}

/** The sentence beside a field. */
export function faultBeside(html: string, id: string): string | undefined {
  const [, box = ''] = new RegExp(`id="${id.replaceAll('.', '\\.')}-error">(.*?)</p>`, 's').exec(html) ?? [];
  return /<span>(.*?)<\/span>/s.exec(box)?.[1];
}
