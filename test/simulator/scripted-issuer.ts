import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

export const SUBJECT = 'user-1';
export const SESSION_ID = 'session-1';

/** A provider of a few lines, and as much of the calls 4.x as goes with it. It says what a test wants it to say. */
export interface ScriptedIssuer {
  readonly url: string;
  issuerOf(brokerName: string): string;
  /** Put over the claims of the next ID tokens. */
  idTokenClaims: JWTPayload;
  /** Signs them, where it is not the one that is published. */
  idTokenKey: CryptoKey | undefined;
  /** Whether the next requests are answered at all. */
  isGone: boolean;
  /** What was asked of it, as `{method} {path}`. */
  readonly seen: string[];
  /** The parameters of the last authorization request. */
  asked(): URLSearchParams;
  sign(claims: JWTPayload, header?: Partial<JWTHeaderParameters>, key?: CryptoKey): Promise<string>;
  close(): Promise<void>;
}

export async function startScriptedIssuer(): Promise<ScriptedIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'ES256', use: 'sig' }] };
  let asked = new URLSearchParams();
  let tokens = 0;

  const issuer: ScriptedIssuer = {
    url: '',
    issuerOf: (brokerName) => `${issuer.url}/b/${brokerName}/oidc`,
    idTokenClaims: {},
    idTokenKey: undefined,
    isGone: false,
    seen: [],
    asked: () => asked,
    sign: (claims, header = {}, key = privateKey) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'key-1', ...header }).sign(key),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answerTokens(url: string, form: URLSearchParams): Promise<[number, object]> {
    tokens += 1;
    const common = {
      access_token: `access-token-number-${tokens}-of-the-issuer`,
      token_type: 'Bearer',
      expires_in: 3600,
    };
    if (form.get('grant_type') === 'client_credentials') return [200, { ...common, scope: 'crm_api' }];
    const hash = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (form.get('code') !== null && hash !== asked.get('code_challenge')) {
      return [400, { error: 'invalid_grant', error_description: 'the verifier is wrong' }];
    }
    const now = Math.floor(Date.now() / 1000);
    const nonce = form.get('code') === null ? {} : { nonce: asked.get('nonce') ?? '' };
    const claims = { iss: url, aud: 'sandbox-web', sub: SUBJECT, sid: SESSION_ID, iat: now, exp: now + 3600, ...nonce };
    const id_token = await issuer.sign({ ...claims, ...issuer.idTokenClaims }, {}, issuer.idTokenKey);
    const refresh_token = `refresh-token-number-${tokens}-of-the-issuer`;
    return [200, { ...common, id_token, refresh_token, scope: 'openid' }];
  }

  async function answer(url: string, path: string, form: URLSearchParams): Promise<[number, object]> {
    if (path === '/.well-known/openid-configuration') return [200, metadataOf(url)];
    if (path === '/jwks') return [200, jwks];
    if (path === '/token') return answerTokens(url, form);
    if (path === '/me') return [200, { sub: SUBJECT, email: 'trader@example.com', ctid: 10345533 }];
    if (path === '/token/introspection') return [200, { active: form.get('token')?.startsWith('access') }];
    if (path === '/token/revocation') return [200, {}];
    return [404, {}];
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://issuer');
    issuer.seen.push(`${request.method} ${pathname}`);
    if (issuer.isGone) {
      response.writeHead(503).end();
      return;
    }
    const [, base = '', path = ''] = /^(\/b\/[^/]+\/oidc)(\/.*)$/.exec(pathname) ?? [];
    if (path === '/auth') {
      asked = searchParams;
      const back = new URLSearchParams({ code: 'a-code', state: asked.get('state') ?? '', iss: issuer.url + base });
      response.writeHead(303, { location: `${asked.get('redirect_uri')}?${back}` }).end();
      return;
    }
    const form = await formOf(request);
    const [status, body] = base === '' ? answerCall(pathname) : await answer(issuer.url + base, path, form);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(issuer, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function metadataOf(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/me`,
    jwks_uri: `${issuer}/jwks`,
    introspection_endpoint: `${issuer}/token/introspection`,
    revocation_endpoint: `${issuer}/token/revocation`,
    end_session_endpoint: `${issuer}/session/end`,
    id_token_signing_alg_values_supported: ['ES256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function answerCall(pathname: string): [number, object] {
  if (pathname.endsWith('/oauth2/crmApiToken')) return [200, { crmApiToken: 'crm-token' }];
  if (pathname.endsWith('/oauth2/onetime/generate')) return [200, { token: 'ot_for-this-trader-and-nobody-else' }];
  return [404, { code: 'NOT_FOUND', message: 'No such call' }];
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
