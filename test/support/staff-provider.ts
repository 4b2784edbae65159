import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Another OpenID provider, with one client and whoever is at the keyboard; no page, no question. */
export interface StaffProvider {
  readonly issuer: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** Who signs in next, and what is said of them. */
  person: Person;
  /** What a browser does that is sent there: signs in. @returns Where it is sent back to. */
  visit(redirectUrl: string): Promise<string>;
  /** Paths that were asked for, in their order. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

export interface Person {
  readonly subject: string;
  readonly email?: unknown;
  readonly email_verified?: unknown;
}

export interface StaffProviderOptions {
  readonly redirectUri: string;
  /** What of the address the ID token itself holds; the rest has to be asked for. Nothing when left out. */
  readonly tellsInIdToken?: 'all' | 'address';
  readonly authMethod?: 'client_secret_basic' | 'client_secret_post';
}

const CLIENT = { clientId: 'drawbridge', clientSecret: 'secret-of-the-bridge-at-the-provider' };
const MOST_REDIRECTS = 8;

export async function startStaffProvider(options: StaffProviderOptions): Promise<StaffProvider> {
  const calls: string[] = [];
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => {
    calls.push(new URL(request.url ?? '', 'http://localhost').pathname);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: StaffProvider = {
    ...{ issuer, client: CLIENT, calls, visit },
    person: { subject: 'nobody' },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(
    issuer,
    configurationOf(options, () => self.person),
  );
  const answer = provider.callback();
  handle = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: self.person.subject } });
  };
  return self;
}

function configurationOf(
  options: StaffProviderOptions,
  person: () => Person,
): ConstructorParameters<typeof Provider>[1] {
  const { redirectUri, tellsInIdToken, authMethod = 'client_secret_basic' } = options;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: authMethod,
      },
    ],
    clientAuthMethods: [authMethod],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['key-of-cookies-of-a-test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    conformIdTokenClaims: tellsInIdToken === undefined,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => {
      const { subject: _subject, email_verified, ...claims } = person();
      const isHalf = (use: string) => use === 'id_token' && tellsInIdToken === 'address';
      return {
        accountId,
        claims: async (use) => ({ sub: accountId, ...claims, ...(isHalf(use) ? {} : { email_verified }) }),
      };
    },
    async loadExistingGrant({ oidc }) {
      const { client, account, provider } = oidc;
      const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: account?.accountId ?? '' });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  };
}

/** With a jar of cookies of its own each time: nobody is signed in yet. */
async function visit(redirectUrl: string): Promise<string> {
  const { origin } = new URL(redirectUrl);
  const cookies = new Map<string, string>();
  let next = redirectUrl;
  for (let count = 0; count < MOST_REDIRECTS; count += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(next, { headers: { cookie }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`The provider stays at ${answer.status}: ${await answer.text()}`);
    next = new URL(location, next).href;
    if (new URL(next).origin !== origin) return next;
  }
  throw new Error('The provider leads in a circle');
}
