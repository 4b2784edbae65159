import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { UpstreamBackend, UpstreamChecks, UpstreamIdentity } from '../../domain/staff/upstream-backend.ts';
import type { Clock } from '../../lib/clock.ts';
import { createWebFetch } from '../web/create-web-fetch.ts';
import { toUpstreamError } from './to-upstream-error.ts';

export interface StaffOidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where browsers come back to; registered at the provider. */
  readonly redirectUri: string;
  /** Whether this machine itself may be fetched from too, even without TLS. */
  readonly allowLoopback: boolean;
  readonly clock: Clock;
}

/** What a provider says of itself is asked for anew after that: its endpoints and keys may move. */
const DISCOVERED_FOR_MS = 10 * 60_000;
const SCOPE = 'openid email';
const TIMEOUT_SECONDS = 10;

/** The provider at which staff signs in; authorization code with PKCE, state and nonce. Its origin may be a private one. */
export function createStaffOidc(options: StaffOidcOptions): UpstreamBackend {
  const { redirectUri, clock } = options;
  const issuer = new URL(options.issuer);
  const web = createWebFetch({
    allowLoopback: options.allowLoopback,
    openOrigin: issuer.origin,
    timeoutMs: TIMEOUT_SECONDS * 1000,
  });
  let known: { readonly provider: Configuration; readonly untilMs: number } | undefined;
  let asking: Promise<Configuration> | undefined;

  /** Those who come at once ask once. */
  function discover(): Promise<Configuration> {
    if (known && clock.nowMs() < known.untilMs) return Promise.resolve(known.provider);
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function ask(): Promise<Configuration> {
    const insecure = issuer.protocol === 'http:' ? [allowInsecureRequests] : [];
    const provider = await discovery(issuer, options.clientId, undefined, clientAuth(options.clientSecret), {
      [customFetch]: (url, request) => web.fetch(url, request as RequestInit),
      timeout: TIMEOUT_SECONDS,
      execute: [enableNonRepudiationChecks, ...insecure],
    });
    known = { provider, untilMs: clock.nowMs() + DISCOVERED_FOR_MS };
    return provider;
  }

  return {
    async begin() {
      const checks = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
      try {
        const redirectUrl = await authorizationAddress(await discover(), redirectUri, checks);
        return { redirectUrl, checks };
      } catch (error) {
        throw toUpstreamError(error, 'staff_upstream_unavailable');
      }
    },
    async finish(callbackUrl, checks) {
      try {
        // Behind a proxy a request may be told another address than the browser sees.
        const address = new URL(new URL(callbackUrl, redirectUri).search, redirectUri);
        return await redeem(await discover(), address, checks);
      } catch (error) {
        throw toUpstreamError(error, 'staff_upstream_refused');
      }
    },
    close: () => web.close(),
  };
}

async function authorizationAddress(
  provider: Configuration,
  redirectUri: string,
  { state, nonce, codeVerifier }: UpstreamChecks,
): Promise<string> {
  const address = buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: SCOPE,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
  return address.href;
}

async function redeem(provider: Configuration, address: URL, checks: UpstreamChecks): Promise<UpstreamIdentity> {
  const tokens = await authorizationCodeGrant(provider, address, {
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    pkceCodeVerifier: checks.codeVerifier,
  });
  const claims = tokens.claims();
  if (!claims) throw new TypeError('The provider gave no ID token');
  const { iss: issuer, sub: subject } = claims;
  // Where it puts the address, and whether it verified it, is a provider's own choice (OpenID Connect Core, section 5.4).
  const isTold = claims.email !== undefined && claims.email_verified !== undefined;
  const cannotAsk = provider.serverMetadata().userinfo_endpoint === undefined;
  const said = isTold || cannotAsk ? claims : await fetchUserInfo(provider, tokens.access_token, subject);
  return { issuer, subject, verifiedEmail: verifiedEmailOf(said) };
}

/** Only the very value `true` says it; some providers send texts. */
function verifiedEmailOf(said: Readonly<Record<string, unknown>>): string | null {
  const { email, email_verified } = said;
  return typeof email === 'string' && email_verified === true ? email : null;
}

/** As the provider takes it; `client_secret_basic` unless it says otherwise (OpenID Connect Discovery, section 3). */
function clientAuth(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return methods.includes('client_secret_basic') ? basic(server, ...rest) : post(server, ...rest);
  };
}
