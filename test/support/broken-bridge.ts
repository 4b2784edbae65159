import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../src/lib/clock.ts';
import { renderLoginPage } from './broken-bridge-page.ts';
import type { Sabotage } from './sabotages.ts';

/**
 * The smallest bridge that keeps the contract: the login screen and calls 4.1 to 4.5, in memory. It shares nothing with
 * the real one. A sabotage breaks it in one way, to show that the conformance run finds it.
 */
export interface BrokenBridge {
  readonly baseUrl: string;
  readonly close: () => Promise<void>;
}

export interface BrokenBridgeOptions {
  readonly clock: Clock;
  readonly sabotage?: Sabotage;
  readonly oneTimeTokenTtlSeconds?: number;
  /** Whether 4.2 and 4.3 return an `inappToken` that 4.4 demands. */
  readonly inappTokens?: boolean;
}

/** What to give to the conformance run. */
export const BROKEN_BRIDGE_ACCESS = {
  brokerName: 'reference_main',
  brokerCrmName: 'reference_crm',
  password: 'reference-platform-password',
  login: 'trader@example.com',
  loginPassword: 'Reference-Trader-1',
  secondLogin: 'second@example.com',
  secondLoginPassword: 'Reference-Trader-2',
} as const;

interface State {
  readonly options: Required<Omit<BrokenBridgeOptions, 'sabotage'>> & { readonly sabotage: Sabotage | undefined };
  readonly users: Map<string, { readonly password: string; readonly userId: number }>;
  readonly tickets: Set<string>;
  readonly crmApiTokens: Set<string>;
  readonly oneTimeTokens: Map<string, OneTimeToken>;
  readonly accessTokens: Map<string, number>;
  readonly inappTokens: Map<string, number>;
  lastUserId: number;
}

interface OneTimeToken {
  readonly userId: number;
  readonly keepMeLoggedIn: boolean;
  readonly issuedAtMs: number;
  isSpent: boolean;
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | object;
}

type Call = (state: State, body: Readonly<Record<string, unknown>>, query: URLSearchParams) => Reply | Promise<Reply>;

const CALLS: Readonly<Record<string, Call>> = {
  '/oauth2/onetime/authorize': redeem,
  '/oauth2/authorize': verify,
  '/oauth2/onetime/generate': generate,
  '/oauth2/logout': logOut,
};

export async function startBrokenBridge(options: BrokenBridgeOptions): Promise<BrokenBridge> {
  const access = BROKEN_BRIDGE_ACCESS;
  const state: State = {
    options: { oneTimeTokenTtlSeconds: 60, inappTokens: false, sabotage: undefined, ...options },
    users: new Map([
      [access.login, { password: access.loginPassword, userId: 101 }],
      [access.secondLogin, { password: access.secondLoginPassword, userId: 102 }],
    ]),
    tickets: new Set(),
    crmApiTokens: new Set(),
    oneTimeTokens: new Map(),
    accessTokens: new Map(),
    inappTokens: new Map(),
    lastUserId: 102,
  };
  const server = createServer((request, response) => {
    answer(state, request).then(
      (reply) => send(state, response, reply),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(state: State, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://bridge');
  let text = '';
  for await (const chunk of request) text += chunk;
  const isKnown =
    url.searchParams.get('brokerName') === BROKEN_BRIDGE_ACCESS.brokerName &&
    url.searchParams.get('brokerCrmName') === BROKEN_BRIDGE_ACCESS.brokerCrmName;
  if (!isKnown) return refuse(400, 'BROKER_ID_MISSING');
  if (url.pathname === '/auth/login') return screen(state, request, url, new URLSearchParams(text));
  if (request.method !== 'POST') return refuse(405, 'MALFORMED_REQUEST');
  const body = text === '' ? {} : JSON.parse(text);
  if (url.pathname === '/oauth2/crmApiToken') return buyCrmApiToken(state, body);
  if (state.options.sabotage === 'drops-connection' && url.pathname === '/oauth2/authorize') throw new Error('dropped');
  const call = CALLS[url.pathname];
  if (!call) return refuse(404, 'MALFORMED_REQUEST');
  const crmApiToken = url.searchParams.get('crmApiToken') ?? '';
  const ignored = state.options.sabotage === 'ignores-crm-token' || logsOutAnyone(state, url);
  if (!ignored && !state.crmApiTokens.has(crmApiToken)) {
    if (state.options.sabotage === 'burns-on-bad-crm-token') state.oneTimeTokens.delete(String(body.code));
    return refuse(403, 'CH_CLIENT_AUTH_FAILURE');
  }
  return call(state, body, url.searchParams);
}

function logsOutAnyone(state: State, url: URL): boolean {
  return state.options.sabotage === 'logout-ignores-crm-token' && url.pathname === '/oauth2/logout';
}

function buyCrmApiToken(state: State, body: Readonly<Record<string, unknown>>): Reply {
  const { sabotage } = state.options;
  if (body.password !== BROKEN_BRIDGE_ACCESS.password && sabotage !== 'accepts-wrong-password') {
    return refuse(403, 'CH_CLIENT_AUTH_FAILURE');
  }
  const crmApiToken = sabotage === 'same-crm-token' ? 'cr_always-the-same-token-for-everyone' : newToken('cr');
  if (sabotage === 'one-crm-token-at-a-time') state.crmApiTokens.clear();
  state.crmApiTokens.add(crmApiToken);
  return { status: 200, body: { crmApiToken } };
}

async function redeem(state: State, { code }: Readonly<Record<string, unknown>>): Promise<Reply> {
  const { sabotage, clock, oneTimeTokenTtlSeconds } = state.options;
  if (typeof code !== 'string') return refuse(400, 'MISSING_REQUIRED_PARAMETER');
  if (!/^ot_[\w-]{32}$/.test(code)) return refuse(417, 'CID_NON_EXISTED_TOKEN');
  const token = state.oneTimeTokens.get(code);
  if (!token || token.isSpent) {
    const echo = sabotage === 'token-in-error-body' ? { message: `No token ${code}` } : {};
    return refuse(404, 'CID_TOKEN_NOT_FOUND', sabotage === 'user-id-in-error' ? { userId: token?.userId ?? 0 } : echo);
  }
  const lifeSeconds = sabotage === 'dies-young' ? 3 : oneTimeTokenTtlSeconds;
  const isExpired = clock.nowMs() >= token.issuedAtMs + lifeSeconds * 1000;
  if (isExpired && sabotage === 'expired-says-404') return refuse(404, 'CID_TOKEN_NOT_FOUND');
  if (isExpired && sabotage !== 'never-expires') return refuse(410, 'CID_TOKEN_EXPIRED');
  if (sabotage === 'race') await pause(200);
  token.isSpent = sabotage !== 'reusable-token';
  const keep =
    (token.keepMeLoggedIn || sabotage === 'access-token-without-keep') && sabotage !== 'no-access-token-with-keep';
  const accessToken = newToken('at');
  if (keep) state.accessTokens.set(accessToken, token.userId);
  const userId = sabotage === 'wrong-user' ? state.lastUserId : token.userId;
  return sessionReply(state, userId, keep ? { accessToken } : {});
}

function sessionReply(state: State, userId: number, more: object): Reply {
  const inappToken = newToken('ia');
  state.inappTokens.set(inappToken, userId);
  const shown = state.options.sabotage === 'user-id-as-string' ? String(userId) : userId;
  return { status: 200, body: { userId: shown, ...more, ...(state.options.inappTokens ? { inappToken } : {}) } };
}

function verify(state: State, { accessToken }: Readonly<Record<string, unknown>>): Reply {
  if (typeof accessToken !== 'string') return refuse(400, 'MISSING_REQUIRED_PARAMETER');
  if (!/^at_[\w-]{32}$/.test(accessToken)) return refuse(417, 'CID_NON_EXISTED_TOKEN');
  const userId = state.accessTokens.get(accessToken);
  if (userId === undefined) return refuse(404, 'CID_TOKEN_NOT_FOUND');
  if (state.options.sabotage === 'access-token-works-once') state.accessTokens.delete(accessToken);
  return sessionReply(state, userId, {});
}

function generate(state: State, body: Readonly<Record<string, unknown>>, query: URLSearchParams): Reply {
  const { sabotage } = state.options;
  const userId = Number(body.userId);
  const isUser = [...state.users.values()].some((user) => user.userId === userId);
  if (state.options.inappTokens && sabotage !== 'ignores-inapp-token') {
    const owner = state.inappTokens.get(query.get('inappToken') ?? '');
    if (owner === undefined) return refuse(403, 'CH_CLIENT_AUTH_FAILURE');
  }
  if (!isUser && sabotage !== 'unknown-user-gets-token') return refuse(404, 'CID_USER_NOT_FOUND');
  const token = sabotage === 'same-generated-token' ? `ot_${String(userId).padStart(32, '0')}` : newToken('ot');
  return { status: 200, body: { token } };
}

function logOut(state: State, _body: Readonly<Record<string, unknown>>, query: URLSearchParams): Reply {
  if (!query.has('userId')) return refuse(400, 'MISSING_REQUIRED_PARAMETER');
  if (state.options.sabotage !== 'logout-does-nothing') state.accessTokens.delete(query.get('accessToken') ?? '');
  return { status: 204, body: '' };
}

function screen(state: State, request: IncomingMessage, url: URL, form: URLSearchParams): Reply {
  const { sabotage } = state.options;
  const headers = {
    'cache-control': sabotage === 'page-without-no-store' ? 'private' : 'no-store',
    'referrer-policy': 'no-referrer',
    'content-type': 'text/html; charset=utf-8',
  };
  const isSignUp = url.searchParams.get('firstLogin') === 'true';
  if (request.method !== 'POST') {
    const ticket = newToken('ticket');
    state.tickets.add(ticket);
    return {
      status: 200,
      headers: { ...headers, 'set-cookie': `visit=${ticket}; HttpOnly; Path=/` },
      body: renderLoginPage({ isSignUp, query: url.search, ticket }),
    };
  }
  const ticket = form.get('ticket') ?? '';
  const isGenuine = request.headers.origin === 'null' && request.headers.cookie === `visit=${ticket}`;
  if (!isGenuine || !state.tickets.delete(ticket)) return { status: 403, headers, body: 'This form has expired' };
  const email = form.get('email') ?? '';
  if (isSignUp) state.users.set(email, { password: form.get('password') ?? '', userId: 101 + state.users.size });
  const user = state.users.get(email);
  if (user?.password !== form.get('password')) return { status: 401, headers, body: 'Wrong email or password' };
  const keepMeLoggedIn = form.get('keepMeLoggedIn') === 'true';
  const token = issueOneTimeToken(state, user?.userId ?? 0, keepMeLoggedIn);
  const location = `http://app.example/callback/success?token=${token}`;
  return { status: sabotage === 'found-instead-of-see-other' ? 302 : 303, headers: { ...headers, location }, body: '' };
}

function issueOneTimeToken(state: State, userId: number, keepMeLoggedIn: boolean): string {
  const { sabotage, clock } = state.options;
  state.lastUserId = userId;
  for (const [token, known] of state.oneTimeTokens) {
    const isSame = known.userId === userId && known.keepMeLoggedIn === keepMeLoggedIn;
    if (sabotage === 'same-token-twice' && isSame && !known.isSpent) return token;
    if (sabotage === 'token-shared-by-users' && !isSame && !known.isSpent) return token;
  }
  const token = newToken('ot');
  state.oneTimeTokens.set(token, { userId, keepMeLoggedIn, issuedAtMs: clock.nowMs(), isSpent: false });
  return token;
}

function newToken(kind: string): string {
  return `${kind}_${randomBytes(24).toString('base64url')}`;
}

function refuse(status: number, code: string, more: object = {}): Reply {
  return { status, body: { error: STATUS_CODES[status], message: 'Refused', code, ...more } };
}

function send(state: State, response: ServerResponse, reply: Reply): void {
  const { sabotage } = state.options;
  const isCall = typeof reply.body === 'object' || reply.status === 204;
  const isError = isCall && reply.status >= 400;
  response.statusCode = isError && reply.status === 404 && sabotage === '500-instead-of-404' ? 500 : reply.status;
  if (sabotage !== 'missing-request-id') response.setHeader('x-request-id', randomUUID());
  if (isCall && reply.status !== 204) response.setHeader('content-type', 'application/json; charset=utf-8');
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (isError && sabotage === 'html-error') {
    response.setHeader('content-type', 'text/html').end('<h1>Sorry</h1>');
  } else if (isError && sabotage === 'stack-trace') {
    response.end(JSON.stringify({ ...(reply.body as object), stack: new Error('broken').stack }));
  } else {
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  }
}
