import { type HtmlForm, parseHtmlForms } from '../../../../src/conformance/html-form.ts';
import { type PageAnswer, SEEDED_TRADER, send } from '../../../support/trader-browser.ts';

/** A trader's browser without script, which an app sends to its provider: follows where it is led, and keeps cookies. */
export interface OidcBrowser {
  /** Opens an address and follows until there is a page, or until it is led to an app, which is not opened. */
  open(address: string | URL): Promise<PageAnswer>;
  /** Sends a form of the page with what is typed into it and ticked, and follows. */
  send(page: PageAnswer, typed?: Fields, options?: SendOptions): Promise<PageAnswer>;
  /** Opens an address, logs the trader in where it is asked to, and consents. @returns Where it was led to. */
  logIn(address: string | URL, typed?: Fields): Promise<URL>;
  /** Names and values, of all sites. */
  readonly cookies: ReadonlyMap<string, string>;
}

type Fields = Readonly<Record<string, string>>;

interface SendOptions {
  /** Which form of the page. */
  readonly index?: number;
  /** The value of the button that is pressed; the first one when left out. */
  readonly button?: string;
}

interface Cookie {
  readonly value: string;
  readonly host: string;
  readonly path: string;
}

const MOST_REDIRECTS = 12;
/** More than any sign-in has. */
const MOST_PAGES = 4;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

/** @param untilUris - Addresses of apps, where the browser stops. */
export function oidcBrowser(...untilUris: readonly string[]): OidcBrowser {
  const isLeft = (url: string) => untilUris.some((uri) => url.startsWith(uri));
  const jar = new Map<string, Cookie>();

  async function request(url: string, options: Parameters<typeof send>[1] = {}): Promise<PageAnswer> {
    const { hostname, pathname } = new URL(url);
    const sent = [...jar].filter(([, { host, path }]) => host === hostname && pathname.startsWith(path));
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const answer = await send(url, {
      ...options,
      headers: { ...options.headers, ...(cookie === '' ? {} : { cookie }) },
    });
    for (const line of answer.headers['set-cookie'] ?? []) keep(line, hostname);
    return answer;
  }

  function keep(line: string, host: string): void {
    const [pair = '', ...attributes] = line.split(/; */);
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const read = (wanted: string) =>
      attributes.find((attribute) => attribute.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const isOver = value === '' || read('max-age') === '0' || Date.parse(read('expires') ?? '2999') < Date.now();
    if (isOver) jar.delete(name);
    else jar.set(name, { value, host, path: read('path') ?? '/' });
  }

  async function follow(answer: PageAnswer): Promise<PageAnswer> {
    let now = answer;
    for (let count = 0; count < MOST_REDIRECTS; count += 1) {
      const { location } = now.headers;
      if (location === undefined) return now;
      const next = new URL(location, now.url).href;
      if (isLeft(next)) return { ...now, url: next };
      now = await request(next);
    }
    throw new Error(`Led in a circle, at ${now.url}`);
  }

  const browser: OidcBrowser = {
    get cookies() {
      return new Map([...jar].map(([name, { value }]) => [name, value]));
    },
    open: async (address) => follow(await request(String(address))),
    async send(page, typed = {}, { index = 0, button } = {}) {
      const form = parseHtmlForms(page.text)[index];
      if (!form) throw new Error(`The page (${page.status} ${page.url}) has no form ${index}:\n${page.text}`);
      const action = new URL(form.action, page.url).href;
      const body = new URLSearchParams(filled(form, typed, button)).toString();
      return follow(await request(action, { method: 'POST', headers: FORM, body }));
    },
    async logIn(address, typed = {}) {
      let page = await browser.open(address);
      for (let pages = 0; pages < MOST_PAGES && !isLeft(page.url); pages += 1) {
        page = await browser.send(page, { ...SEEDED_TRADER, ...typed });
      }
      if (isLeft(page.url)) return new URL(page.url);
      throw new Error(`The trader is still at ${page.url} (${page.status}):\n${page.text}`);
    },
  };
  return browser;
}

/** As a browser sends it. @param button - The value of the one that is pressed. */
function filled(form: HtmlForm, typed: Fields, button: string | undefined): [string, string][] {
  const pressed = form.fields.find(({ type, value }) => type === 'submit' && value === (button ?? value));
  return form.fields.flatMap((field): [string, string][] => {
    const { name, type, value, checked, required } = field;
    if (name === '' || (type === 'submit' && field !== pressed)) return [];
    if (type === 'submit' || type === 'hidden') return [[name, value]];
    const isTicked = checked || required || typed[name] !== undefined;
    if (type === 'checkbox' || type === 'radio') return isTicked ? [[name, value]] : [];
    return [[name, typed[name] ?? value]];
  });
}
