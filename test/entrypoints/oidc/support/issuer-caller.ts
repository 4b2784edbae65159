import { type PageAnswer, send } from '../../../support/trader-browser.ts';
import { APP_SECRET } from './app-clients.ts';

export type Fields = Readonly<Record<string, string>>;
/** Several of one name are told by pairs. */
export type Form = Fields | readonly (readonly [string, string])[];

export interface ProtocolAnswer extends PageAnswer {
  /** Of a JSON answer; empty otherwise. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** An issuer, as an app's back end speaks to it: nothing is followed, nothing is checked. */
export interface IssuerCaller {
  readonly issuer: string;
  /** The address of the authorization endpoint with these parameters. */
  authorizeUrl(query: Form): string;
  /** Asks there as a browser that has no cookies. */
  authorize(query: Form, headers?: Fields): Promise<ProtocolAnswer>;
  /** Sends a form to an endpoint below the issuer. */
  post(path: string, form: Form, headers?: Fields): Promise<ProtocolAnswer>;
  get(path: string, headers?: Fields): Promise<ProtocolAnswer>;
  token(form: Form, headers?: Fields): Promise<ProtocolAnswer>;
  push(form: Form, headers?: Fields): Promise<ProtocolAnswer>;
  introspect(token: string, headers?: Fields): Promise<ProtocolAnswer>;
  revoke(token: string, headers?: Fields): Promise<ProtocolAnswer>;
  userinfo(accessToken: string): Promise<ProtocolAnswer>;
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

export function issuerCaller(issuer: string): IssuerCaller {
  const call = async (...parameters: Parameters<typeof send>) => toProtocolAnswer(await send(...parameters));
  const authorizeUrl = (query: Form) => `${issuer}/auth?${encode(query)}`;
  const post = (path: string, form: Form, headers: Fields = {}) =>
    call(issuer + path, { method: 'POST', headers: { ...FORM, ...headers }, body: encode(form) });
  const get = (path: string, headers: Fields = {}) => call(issuer + path, { headers });
  return {
    issuer,
    authorizeUrl,
    authorize: (query, headers = {}) => call(authorizeUrl(query), { headers }),
    post,
    get,
    token: (form, headers) => post('/token', form, headers),
    push: (form, headers) => post('/request', form, headers),
    introspect: (token, headers = basic('web')) => post('/token/introspection', { token }, headers),
    revoke: (token, headers = basic('web')) => post('/token/revocation', { token }, headers),
    userinfo: (accessToken) => get('/me', { Authorization: `Bearer ${accessToken}` }),
  };
}

/** How a client proves itself by its secret in the header. */
export function basic(clientId: string, secret = APP_SECRET): Fields {
  return { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` };
}

/** @returns The parameters of an answer that leads to an app; empty when it leads nowhere. */
export function parametersOf({ headers }: Pick<PageAnswer, 'headers'>): Fields {
  const { location } = headers;
  return location === undefined ? {} : Object.fromEntries(new URL(location).searchParams);
}

export function toProtocolAnswer(answer: PageAnswer): ProtocolAnswer {
  const isJson = /^application\/([\w-]+\+)?json/.test(answer.headers['content-type'] ?? '');
  return { ...answer, body: isJson ? JSON.parse(answer.text) : {} };
}

function encode(form: Form): string {
  return new URLSearchParams(isPairs(form) ? form.map((pair) => [...pair]) : { ...form }).toString();
}

function isPairs(form: Form): form is readonly (readonly [string, string])[] {
  return Array.isArray(form);
}
