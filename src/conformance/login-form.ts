import { faultsOfScreenAnswer } from './answer-faults.ts';
import { urlUnder } from './bridge-client.ts';
import { type FormEntry, fillForm, fillStep, findPasswordForm } from './fill-form.ts';
import { parseHtmlForms } from './html-form.ts';
import { exchangeHttp, type HttpAnswer } from './http-exchange.ts';
import type { SecretBook } from './secret-book.ts';

/** The login screen, used as a trader's browser uses it; each call is a fresh browser. */
export interface LoginForm {
  logIn(entry: FormEntry): Promise<LoginOutcome>;
  signUp(entry: FormEntry): Promise<LoginOutcome>;
}

/** Either the success URL was reached with a token, or `seen` says what came instead. */
export type LoginOutcome =
  | { readonly kind: 'token'; readonly token: string; readonly successAddress: string }
  | { readonly kind: 'failed'; readonly seen: string };

export interface LoginFormOptions {
  readonly baseUrl: URL;
  readonly brokerName: string;
  readonly brokerCrmName: string;
  readonly timeoutMs: number;
  readonly secrets: SecretBook;
  /** Is told of every answer what is wrong with it in general. */
  readonly onAnswer: (call: string, faults: readonly string[]) => void;
}

const MOST_REDIRECTS = 5;
const MOST_STEPS = 6;

export function createLoginForm(options: LoginFormOptions): LoginForm {
  async function passScreen(entry: FormEntry, firstLogin: boolean): Promise<LoginOutcome> {
    options.secrets.learn(entry.password);
    const browser = openBrowser(options);
    const page = await browser.open(addressOf(options, firstLogin));
    if (page.answer.status !== 200) return { kind: 'failed', seen: `opening the page: ${sayAnswer(page.answer)}` };
    const form = findPasswordForm(parseHtmlForms(page.answer.text));
    if (!form) return { kind: 'failed', seen: 'a page without a form that asks for a password' };
    if (form.method !== 'post') return { kind: 'failed', seen: 'a form that would put the password into a URL' };
    const filled = fillForm(form, entry);
    if (typeof filled === 'string') return { kind: 'failed', seen: filled };
    const action = URL.parse(form.action, page.url.href);
    if (!action) return { kind: 'failed', seen: 'a form whose action is not a URL' };
    let reached = await browser.post(action, filled, page);
    // A sign-up may have further steps; each one is a page with a form of its own.
    for (let step = 0; firstLogin && step < MOST_STEPS; step += 1) {
      const next = nextStep(reached, entry);
      if (!next) break;
      reached = await browser.post(next.action, next.filled, reached);
    }
    return readOutcome(reached.answer, reached.url, options.secrets);
  }

  return {
    logIn: (entry) => passScreen(entry, false),
    signUp: (entry) => passScreen(entry, true),
  };
}

/** @returns `undefined` where there is no form to go on with. */
function nextStep({ url, answer }: Page, entry: FormEntry): { action: URL; filled: URLSearchParams } | undefined {
  if (answer.status !== 200) return undefined;
  const form = parseHtmlForms(answer.text).find(({ method }) => method === 'post');
  const action = form && URL.parse(form.action, url.href);
  return form && action?.origin === url.origin ? { action, filled: fillStep(form, entry) } : undefined;
}

function addressOf(options: LoginFormOptions, firstLogin: boolean): URL {
  const url = urlUnder(options.baseUrl, 'auth/login');
  url.searchParams.set('brokerName', options.brokerName);
  url.searchParams.set('brokerCrmName', options.brokerCrmName);
  if (firstLogin) url.searchParams.set('firstLogin', 'true');
  return url;
}

interface Page {
  readonly url: URL;
  readonly answer: HttpAnswer;
}

interface Browser {
  open(url: URL): Promise<Page>;
  /** Goes on where a form sends it, up to the page that asks for more or the success URL. */
  post(url: URL, form: URLSearchParams, from: Page): Promise<Page>;
}

function openBrowser(options: LoginFormOptions): Browser {
  const cookies = new Map<string, string>();

  async function send(method: 'GET' | 'POST', url: URL, extra: { headers: Record<string, string>; body?: string }) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...extra.headers, ...(cookie === '' ? {} : { cookie }) };
    const answer = await exchangeHttp(
      { method, url, headers, ...(extra.body === undefined ? {} : { body: extra.body }) },
      options.timeoutMs,
    );
    keepCookies(answer, cookies);
    const step = method === 'GET' ? 'login page' : 'login form';
    options.onAnswer(answer.failure === null ? `${step} → ${answer.status}` : step, faultsOfScreenAnswer(answer));
    return answer;
  }

  async function follow(start: Page, isOnTheWay: (target: URL) => boolean): Promise<Page> {
    let page = start;
    for (let count = 0; count < MOST_REDIRECTS && isRedirect(page.answer); count += 1) {
      const target = locationOf(page.answer, page.url);
      if (target?.origin !== start.url.origin || !isOnTheWay(target)) break;
      page = { url: target, answer: await send('GET', target, { headers: {} }) };
    }
    return page;
  }

  return {
    open: async (url) => follow({ url, answer: await send('GET', url, { headers: {} }) }, () => true),
    async post(url, form, from) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', ...originHeaders(url, from) };
      const sent = { url, answer: await send('POST', url, { headers, body: form.toString() }) };
      return follow(sent, (target) => target.pathname === url.pathname && !target.searchParams.has('token'));
    },
  };
}

/**
 * What a browser says of where a form came from. After a page with `Referrer-Policy: no-referrer` its Origin header is
 * `null`, even for the same origin (Fetch standard, "append a request Origin header").
 */
function originHeaders(url: URL, from: Page): Record<string, string> {
  const hidden = from.answer.headers.get('referrer-policy') === 'no-referrer';
  const site = url.origin === from.url.origin ? 'same-origin' : 'cross-site';
  return { origin: hidden ? 'null' : from.url.origin, 'sec-fetch-site': site };
}

function keepCookies(answer: HttpAnswer, cookies: Map<string, string>): void {
  for (const line of answer.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split(';');
    const equals = pair.indexOf('=');
    if (equals < 1) continue;
    const name = pair.slice(0, equals).trim();
    const isOver = attributes.some((attribute) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(attribute));
    if (isOver) cookies.delete(name);
    else cookies.set(name, pair.slice(equals + 1).trim());
  }
}

function readOutcome(answer: HttpAnswer, action: URL, secrets: SecretBook): LoginOutcome {
  if (answer.status !== 303) return { kind: 'failed', seen: sayAnswer(answer) };
  const location = locationOf(answer, action);
  if (!location) return { kind: 'failed', seen: '303 without a valid Location' };
  const tokens = location.searchParams.getAll('token');
  for (const token of tokens) secrets.learn(token);
  const successAddress = `${location.origin}${location.pathname}`;
  const [token] = tokens;
  if (!token || tokens.length !== 1) return { kind: 'failed', seen: `303 to ${successAddress} without one token` };
  return { kind: 'token', token, successAddress };
}

function locationOf(answer: HttpAnswer, base: URL): URL | undefined {
  const location = answer.headers.get('location');
  return location === null ? undefined : (URL.parse(location, base.href) ?? undefined);
}

function isRedirect(answer: HttpAnswer): boolean {
  return answer.status >= 300 && answer.status < 400;
}

function sayAnswer(answer: HttpAnswer): string {
  return answer.failure ?? `${answer.status} ${answer.headers.get('content-type') ?? 'without content'}`;
}
