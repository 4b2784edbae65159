import { createHash } from 'node:crypto';
import { parseHtmlForms } from '../../../../src/conformance/html-form.ts';
import { type Answer, toAnswer } from '../../../support/platform-caller.ts';
import { SEEDED_TRADER } from '../../../support/trader-browser.ts';
import { type OidcBrowser, oidcBrowser } from '../clients/oidc-browser.ts';
import { REDIRECT_URI, STAGE_BROKER } from '../clients/oidc-stage.ts';

/** An app at one white label, which speaks to whichever process it is told to. */
export interface OidcApp {
  /** Sends a browser to its issuer, where the trader consents. @returns The query that it came back with. */
  ask(browser: OidcBrowser, parameters?: Readonly<Record<string, string>>): Promise<URLSearchParams>;
  /** @returns A code. */
  getCode(browser: OidcBrowser, scope?: string): Promise<string>;
  redeem(code: string, at?: string): Promise<Answer>;
  /** The whole way, with offline access. */
  getTokens(browser: OidcBrowser, scope?: string): Promise<Tokens>;
  refresh(refreshToken: string, at?: string): Promise<Answer>;
  isActive(token: string, at?: string): Promise<boolean>;
  /** Any endpoint, with the app's own authentication. */
  post(path: string, form: Readonly<Record<string, string>>, at?: string): Promise<Answer>;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly idToken: string;
}

export interface OidcAppOptions {
  readonly id: string;
  readonly secret: string;
  readonly brokerName?: string;
}

export const OFFLINE = 'openid email offline_access';
const CODE_VERIFIER = 'one-verifier-for-all-of-these-tests-is-enough';
const CODE_CHALLENGE = createHash('sha256').update(CODE_VERIFIER).digest('base64url');

/** @param bridgeUrl - Of the process that is spoken to where no other (`at`) is named. */
export function oidcApp(bridgeUrl: string, { id, secret, brokerName = STAGE_BROKER }: OidcAppOptions): OidcApp {
  const issuerAt = (url = bridgeUrl) => `${url}/b/${brokerName}/oidc`;

  const app: OidcApp = {
    async ask(browser, parameters = {}) {
      const query = new URLSearchParams({
        ...{ client_id: id, redirect_uri: REDIRECT_URI, response_type: 'code', scope: OFFLINE, prompt: 'consent' },
        ...{ code_challenge: CODE_CHALLENGE, code_challenge_method: 'S256', ...parameters },
      });
      return (await browser.logIn(`${issuerAt()}/auth?${query}`)).searchParams;
    },
    async getCode(browser, scope = OFFLINE) {
      const answer = await app.ask(browser, scope.includes('offline') ? { scope } : { scope, prompt: 'none' });
      const code = answer.get('code');
      if (code === null) throw new Error(`No code but ${answer}`);
      return code;
    },
    redeem: (code, at) =>
      app.post(
        '/token',
        {
          ...{ grant_type: 'authorization_code', code },
          ...{ redirect_uri: REDIRECT_URI, code_verifier: CODE_VERIFIER },
        },
        at,
      ),
    async getTokens(browser, scope) {
      const { status, text, body } = await app.redeem(await app.getCode(browser, scope));
      if (status !== 200) throw new Error(`The code was answered ${status}: ${text}`);
      return tokensIn(body);
    },
    refresh: (refreshToken, at) => app.post('/token', { grant_type: 'refresh_token', refresh_token: refreshToken }, at),
    async isActive(token, at) {
      const { status, text, body } = await app.post('/token/introspection', { token }, at);
      if (status !== 200) throw new Error(`The introspection answered ${status}: ${text}`);
      return body.active === true;
    },
    async post(path, form, at) {
      const basic = Buffer.from(`${id}:${secret}`).toString('base64');
      const response = await fetch(issuerAt(at) + path, {
        method: 'POST',
        headers: { Authorization: `Basic ${basic}` },
        body: new URLSearchParams(form),
        redirect: 'manual',
      });
      return toAnswer(response);
    },
  };
  return app;
}

export function tokensIn(body: Readonly<Record<string, unknown>>): Tokens {
  return {
    accessToken: String(body.access_token),
    refreshToken: String(body.refresh_token ?? ''),
    idToken: String(body.id_token ?? ''),
  };
}

export interface SignInOptions {
  readonly brokerName?: string;
  readonly trader?: Readonly<Record<'email' | 'password', string>>;
  readonly keepMeLoggedIn?: boolean;
}

/** A browser in which a trader has just signed in at our own screens. */
export async function signedInBrowser(bridgeUrl: string, options: SignInOptions = {}): Promise<OidcBrowser> {
  const browser = oidcBrowser(REDIRECT_URI, SUCCESS_URL);
  await signInAtScreens(browser, bridgeUrl, options);
  return browser;
}

/** @returns The one-time token for call 4.2. */
export async function signInAtScreens(
  browser: OidcBrowser,
  bridgeUrl: string,
  { brokerName = STAGE_BROKER, trader = SEEDED_TRADER, keepMeLoggedIn = false }: SignInOptions = {},
): Promise<string> {
  const page = await browser.open(`${bridgeUrl}/b/${brokerName}/auth/login`);
  const typed = { email: trader.email, password: trader.password };
  // Who is known already is also offered to go on without a password.
  const index = parseHtmlForms(page.text).findIndex(({ fields }) => fields.some(({ type }) => type === 'password'));
  const ticked = keepMeLoggedIn ? { keepMeLoggedIn: 'true' } : {};
  const { url, status, text } = await browser.send(page, { ...typed, ...ticked }, { index });
  const token = new URL(url).searchParams.get('token');
  if (token === null) throw new Error(`The log-in led to ${status} ${url}:\n${text}`);
  return token;
}

/** Where nothing listens; a test bridge without a platform leads there. */
const SUCCESS_URL = 'http://127.0.0.1:9/';
