import { type IncomingHttpHeaders, request } from 'node:http';
import { type HtmlForm, parseHtmlForms } from '../../src/conformance/html-form.ts';

/** A trader's browser, as far as pages and forms go. */
export interface TraderBrowser {
  /** Opens the log-in page, or with `?firstLogin=true` the sign-up page. */
  open(query?: string, headers?: Headers): Promise<PageAnswer>;
  /** Opens the page and sends its form. */
  logIn(form?: FormFields, query?: string): Promise<PageAnswer>;
  /** Walks the steps of a sign-up: fills in what each asks for, ticks what it has to, and keeps what is chosen. */
  signUp(form: FormFields, query?: string): Promise<PageAnswer>;
  /** Sends the first form of a page that was opened, or another one of it, with what is typed into it. */
  sendForm(page: PageAnswer, typed?: Readonly<Record<string, string>>, index?: number): Promise<PageAnswer>;
  /** Sends a form as it is; the caller sees to the ticket. Sent on to another part of the same page, it goes there. */
  post(form: FormFields, query?: string, headers?: Headers): Promise<PageAnswer>;
  /** A ticket as a fresh page holds it. */
  ticket(): Promise<string>;
}

export interface PageAnswer {
  /** Where it was reached. */
  readonly url: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

type FormFields = Readonly<Record<string, string>> | URLSearchParams | [string, string][];
type Headers = Readonly<Record<string, string>>;

export const SEEDED_TRADER = { email: 'trader@example.com', password: 'Sandbox-Trader-1' };

export interface TraderBrowserOptions {
  readonly brokerName?: string;
  /** The page, below the white label's address; log-in and sign-up when left out. */
  readonly path?: string;
  /** Where the trader sits, as a trusted proxy says it. */
  readonly address?: string;
}

export function traderBrowser(bridgeUrl: string, options: TraderBrowserOptions = {}): TraderBrowser {
  const { brokerName = 'tradingtech_main', path = 'auth/login', address } = options;
  const page = `${bridgeUrl}/b/${brokerName}/${path}`;
  const from: Headers = address === undefined ? {} : { 'X-Forwarded-For': address };

  const open = (query = '', headers: Headers = {}) => send(page + query, { headers: { ...from, ...headers } });
  const post = async (form: FormFields, query = '', headers: Headers = {}) => {
    const answer = await send(page + query, {
      method: 'POST',
      headers: { ...from, ...FORM, 'Sec-Fetch-Site': 'same-origin', ...headers },
      body: new URLSearchParams(form).toString(),
    });
    const { location = '' } = answer.headers;
    return location.startsWith('?') ? open(location) : answer;
  };
  const ticket = async () => ticketIn(await open());

  async function walkSignUp(typed: Readonly<Record<string, string>>, query: string): Promise<PageAnswer> {
    let page = await open(query);
    for (let steps = 0; steps < MOST_STEPS && page.status === 200; steps += 1) {
      page = await sendForm(page, typed);
    }
    return page;
  }

  async function sendForm(page: PageAnswer, typed: Readonly<Record<string, string>> = {}, index = 0) {
    const form = parseHtmlForms(page.text)[index];
    if (!form) throw new Error(`The page (${page.status}) has no form ${index}:\n${page.text}`);
    return post(fillStep(form, typed), form.action);
  }

  async function fillIn(form: Readonly<Record<string, string>>, query: string): Promise<PageAnswer> {
    return post({ ticket: ticketIn(await open(query)), ...form }, query);
  }

  return {
    open,
    sendForm,
    post,
    ticket,
    logIn: (form = {}, query = '') => fillIn({ ...SEEDED_TRADER, ...Object.fromEntries(entriesOf(form)) }, query),
    signUp: (form, query = '') =>
      walkSignUp(Object.fromEntries(entriesOf(form)), `?firstLogin=true${query === '' ? '' : `&${query}`}`),
  };
}

/** More than any sign-up has. */
const MOST_STEPS = 6;

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** What every trader has, for tests that are not about it. */
const INVENTED: Readonly<Record<string, string>> = { firstName: 'Ada', lastName: 'Lovelace' };

/** Each form as a browser sends it: with what was typed, what is chosen, and no button but the first. */
function fillStep(form: HtmlForm, typed: Readonly<Record<string, string>>): [string, string][] {
  return form.fields.flatMap(({ name, type, value, checked, required }): [string, string][] => {
    const isLeftOut = (type === 'checkbox' && !required && typed[name] === undefined) || type === 'submit';
    if (name === '' || isLeftOut || (type === 'radio' && !checked)) return [];
    const kept = value === '' && required ? (INVENTED[name] ?? '') : value;
    return [[name, type === 'hidden' ? value : (typed[name] ?? kept)]];
  });
}

function entriesOf(form: FormFields): Iterable<[string, string]> {
  return new URLSearchParams(form);
}

export interface SendOptions {
  readonly method?: string;
  /** Any, `Host` too. */
  readonly headers?: Headers;
  readonly body?: string | Buffer;
  /** The request target as it is sent; that of the URL when left out. */
  readonly target?: string;
}

/** One HTTP request, with no will of its own: unlike `fetch` it follows nothing and forbids no header. */
export function send(
  url: string,
  { method = 'GET', headers = {}, body, target }: SendOptions = {},
): Promise<PageAnswer> {
  const { hostname, port } = new URL(url);
  const path = target ?? url.slice(url.indexOf('/', url.indexOf('//') + 2));
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          url,
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

export function ticketIn({ text }: PageAnswer): string {
  return /name="ticket" value="([^"]+)"/.exec(text)?.[1] ?? '';
}

/** The one-time token of a successful sign-in. */
export function tokenIn(answer: PageAnswer): string {
  const location = answer.headers.location;
  if (location === undefined) throw new Error(`The sign-in answered ${answer.status}: ${answer.text}`);
  return new URL(location).searchParams.get('token') ?? '';
}

/** The code of the error that a page shows, by its words in English. */
export function wordsOf({ text }: PageAnswer): string {
  return /class="(?:alert|field-error)"[^>]*>([^<]*)</.exec(text)?.[1]?.trim() ?? '';
}

let emails = 0;

/** An email address that nobody has yet. */
export function newEmail(): string {
  emails += 1;
  return `new-${process.pid}-${emails}@example.com`;
}
