import { type Adapter, type Client, type Configuration, errors } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { OidcClient } from '../../domain/oidc-clients/oidc-client.ts';
import type { OpenedSigningKey } from '../../domain/signing-keys/signing-key.ts';
import { OIDC_SCOPES } from '../../lib/oidc-vocabulary.ts';
import { CLAIMS, findAccount } from './account-claims.ts';
import { createAdapter, type IsWorthNothing } from './adapter.ts';
import { AUTHENTICATION_CLASSES } from './authentication-classes.ts';
import { OWN_CLIENT_FIELDS, toClientMetadata } from './client-metadata.ts';
import { createCodeAdapter } from './code-adapter.ts';
import { engineCookies } from './cookies.ts';
import { createHasTraderEnded } from './has-trader-ended.ts';
import type { Issuer } from './issuer.ts';
import { lifetimes, profileOf } from './lifetimes.ts';
import type { CallerLimits } from './limit-callers.ts';
import { loadGrant } from './load-grant.ts';
import { loginPolicy } from './login-policy.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import type { RefreshSuccessors } from './refresh-successors.ts';
import { createRefreshTokenAdapter } from './refresh-token-adapter.ts';
import { CLOCK_TOLERANCE_SECONDS, refuseEarlyAssertion, refuseStaleProof } from './refuse-untimely.ts';
import { renderPages } from './render-pages.ts';
import { createRequestAdapter } from './request-adapter.ts';
import { requestPage } from './request-page.ts';
import { resourceServers } from './resource-servers.ts';
import { createSessionAdapter } from './session-adapter.ts';
import { tokenClaims } from './token-claims.ts';

type Features = NonNullable<Configuration['features']>;

/** What one provider is made from. */
export interface ProviderParts {
  readonly broker: Broker;
  readonly issuer: Issuer;
  readonly clients: readonly OidcClient[];
  readonly keys: readonly OpenedSigningKey[];
  readonly successors: RefreshSuccessors;
  readonly limits: CallerLimits;
}

const ASYMMETRIC = ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519'] as const;
const FAPI_ALGORITHMS: readonly unknown[] = ['ES256', 'PS256', 'EdDSA', 'Ed25519'];

/** How the engine is set up for a white label: what our profile allows, and nothing else. */
export function engineSettings(dependencies: OidcDependencies, parts: ProviderParts): Configuration {
  const { access, webFetch, languages } = dependencies;
  const { broker, issuer, clients, keys, successors } = parts;
  const pages = renderPages(dependencies, broker);
  // There the platform alone knows of sign-ins, and of their end.
  const isHandOff = broker.platform.identity === 'handoff';
  return {
    adapter: createAdapters(dependencies, parts),
    clients: clients.filter(({ enabled }) => enabled).map(toClientMetadata),
    jwks: { keys: keys.map(toJwk) },
    findAccount: findAccount(dependencies, broker),
    loadExistingGrant: loadGrant,
    claims: CLAIMS,
    scopes: [...OIDC_SCOPES],
    acrValues: [...AUTHENTICATION_CLASSES],
    responseTypes: ['code'],
    subjectTypes: ['public'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    extraClientMetadata: { properties: OWN_CLIENT_FIELDS },
    extraParams: { one_time_token: null },
    clientBasedCORS: (_context, origin, client) => allowsOrigin(client, origin),
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    allowOmittingSingleRegisteredRedirectUri: false,
    // OpenID Connect Core, section 3.1.2.1, and RP-Initiated Logout, section 2, want both methods.
    enableHttpPostMethods: true,
    cookies: engineCookies(broker.brokerName, dependencies.publicUrl),
    discovery: { ui_locales_supported: broker.screens.languages.filter((language) => languages.includes(language)) },
    enabledJWA: {
      clientAuthSigningAlgValues: [...ASYMMETRIC],
      idTokenSigningAlgValues: ['ES256', 'RS256'],
      dPoPSigningAlgValues: ['ES256', 'PS256', 'EdDSA', 'Ed25519'] as never,
    },
    assertJwtClientAuthClaimsAndHeader(context, claims, header, client) {
      refuseEarlyAssertion(claims.iat);
      if (profileOf(client) !== 'fapi2') return;
      if (!FAPI_ALGORITHMS.includes(header.alg)) throw new errors.InvalidClientAuth('algorithm not allowed');
      if (claims.aud !== context.oidc.issuer) throw new errors.InvalidClientAuth('audience has to be the issuer');
    },
    // What the partners' contract gives without end does not end with a session.
    expiresWithSession: ({ oidc }, source) =>
      isHandOff || (!source.scopes.has('offline_access') && profileOf(oidc.client) !== 'autoshares'),
    extraTokenClaims: tokenClaims(dependencies, broker),
    features: featuresOf(issuer, pages),
    fetch: webFetch,
    interactions: { policy: loginPolicy(dependencies, broker), url: requestPage(issuer, broker, languages) },
    issueRefreshToken: (_context, client, source) =>
      !isHandOff &&
      client.grantTypeAllowed('refresh_token') &&
      (source.scopes.has('offline_access') || profileOf(client) === 'autoshares'),
    pkce: { required: () => true },
    renderError: pages.renderError,
    // A token that is bound to a key needs no successor, and one without end is kept for good.
    rotateRefreshToken: (context) => {
      const { client } = context.oidc;
      if (successors.servedAgain(context) !== undefined) return false;
      return profileOf(client) === 'standard' || client?.clientAuthMethod === 'none';
    },
    ttl: lifetimes(access.appSessions.lifetimeSeconds(broker)),
  };
}

function toJwk({ id, algorithm, privateJwk }: OpenedSigningKey) {
  return { ...privateJwk, kid: id, alg: algorithm, use: 'sig' };
}

/** What of the protocol is spoken, and to whom. */
function featuresOf(issuer: Issuer, { logout }: ReturnType<typeof renderPages>): Features {
  return {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    clientCredentials: { enabled: true },
    dPoP: { enabled: true, requireNonce: (context) => refuseStaleProof(context.get('DPoP')) },
    fapi: { enabled: true, profile: (_context, client) => (profileOf(client) === 'fapi2' ? '2.0' : undefined) },
    introspection: { enabled: true, allowedPolicy: (_context, client, token) => mayIntrospect(client, token) },
    pushedAuthorizationRequests: { enabled: true },
    resourceIndicators: resourceServers(issuer),
    revocation: { enabled: true, allowedPolicy: (_context, client, token) => token.clientId === client.clientId },
    rpInitiatedLogout: { enabled: true, ...logout },
    userinfo: { enabled: true },
  };
}

/** Where a provider keeps each kind of thing. */
function createAdapters(dependencies: OidcDependencies, parts: ProviderParts): (model: string) => Adapter {
  const { access, clock } = dependencies;
  const { broker, issuer, successors } = parts;
  const { brokerName } = broker;
  const adapterParts = {
    ...{ access, brokerName, issuerUrl: issuer.url, isWorthNothing: worthNothing(parts) },
    hasTraderEnded: createHasTraderEnded(dependencies, broker),
  };
  return (model) => {
    if (model === 'Session') return createSessionAdapter(dependencies, broker, issuer.url);
    if (model === 'RefreshToken') return createRefreshTokenAdapter({ ...adapterParts, successors, clock });
    const adapter = createAdapter(adapterParts, model);
    if (model === 'Interaction') return createRequestAdapter(adapter, access, broker, issuer.url);
    return model === 'AuthorizationCode' ? createCodeAdapter(adapter, dependencies, broker) : adapter;
  };
}

function worthNothing({ broker: { sessionsEndedAtMs }, issuer, clients }: ProviderParts): IsWorthNothing {
  const enabled = new Map(clients.filter((client) => client.enabled).map((client) => [client.id, client]));
  return ({ clientId, iat, issuer: madeBy = issuer.url }) => {
    if (madeBy !== issuer.url) return true;
    if (typeof clientId !== 'string') return Number(iat) * 1000 <= (sessionsEndedAtMs ?? 0);
    const { tokensRevokedAtMs } = enabled.get(clientId) ?? { tokensRevokedAtMs: Infinity };
    return Number(iat) * 1000 <= Math.max(tokensRevokedAtMs ?? 0, sessionsEndedAtMs ?? 0);
  };
}

/** An app in a browser calls from where it is led back to. */
function allowsOrigin(client: Client, origin: string): boolean {
  if (client.clientAuthMethod !== 'none' || origin === 'null') return false;
  return (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin);
}

/** An app learns of its own tokens; the broker's own servers, to which apps bring them, of all. */
function mayIntrospect(client: Client, token: { readonly clientId?: string | undefined }): boolean {
  if (token.clientId === client.clientId) return true;
  return client.first_party === true && client.clientAuthMethod !== 'none';
}
