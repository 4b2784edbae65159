import Provider, { type Client, type KoaContextWithOIDC } from 'oidc-provider';
import { APP_TOKEN_PREFIXES } from '../../lib/app-token-format.ts';
import type { ProviderParts } from './engine-settings.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { forEngine } from './store-outage.ts';

/** Whatever a caller says in `Host`, and whatever stands in front: our addresses are those of the issuer. */
export function keepToIssuer(provider: Provider): void {
  const { protocol, host, origin } = new URL(provider.issuer);
  Object.defineProperties(provider.request, {
    protocol: { get: () => protocol.slice(0, -1) },
    host: { get: () => host },
    origin: { get: () => origin },
    // Browsers keep such cookies on a developer's machine too.
    secure: { get: () => true },
  });
  provider.OIDCContext.prototype.urlFor = (name: string, options?: Record<string, unknown>) =>
    provider.urlFor(name, options);
}

/** The engine has no secrets: they are kept as hashes, and two are good during a rotation. */
export function compareOwnSecrets(
  provider: Provider,
  { oidcClients }: OidcDependencies,
  { clients }: ProviderParts,
): void {
  const byId = new Map(clients.map((client) => [client.id, client]));
  provider.Client.prototype.compareClientSecret = function compareClientSecret(this: { clientId: string }, secret) {
    const client = byId.get(this.clientId);
    return client !== undefined && oidcClients.isSecretOf(client, secret);
  };
}

/** Whoever holds a token, and whoever is to look it up, sees of which kind it is. */
export function markTokens(provider: Provider): void {
  const models = [provider.AccessToken, provider.ClientCredentials, provider.RefreshToken];
  for (const { name, prototype } of models) {
    const model = prototype as unknown as { generateTokenId(): string };
    const { generateTokenId } = model;
    model.generateTokenId = function markedId() {
      return `${APP_TOKEN_PREFIXES[name]}${generateTokenId.call(this)}`;
    };
  }
}

/** A refresh token that follows another is made from that. */
export function makeSuccessors(provider: Provider, { successors, broker }: ProviderParts): void {
  const model = provider.RefreshToken.prototype as unknown as { generateTokenId(): string };
  const { generateTokenId } = model;
  model.generateTokenId = function successorId() {
    const rotated = Provider.ctx?.oidc.entities.RotatedRefreshToken?.jti;
    return (rotated && successors.of(broker.brokerName, rotated)) ?? generateTokenId.call(this);
  };
}

/** Proofs and assertions are good for one request, whichever process it comes to. */
export function refuseReplays(provider: Provider, { access }: OidcDependencies, { broker }: ProviderParts): void {
  provider.ReplayDetection.unique = (issuer: string, id: string, expiresAt: number) =>
    forEngine(() =>
      access.appArtifacts.putIfAbsent(broker.brokerName, {
        ...{ kind: 'app-replay', id: JSON.stringify([issuer, id]), value: {} },
        validForMs: Math.max(1000, expiresAt * 1000 - Date.now()),
      }),
    );
}

/**
 * Apps are told of log-outs from the outbox, not while a browser waits.
 *
 * @returns How the engine tells an app.
 */
export function takeOverLogoutNotices(provider: Provider): NotifyApp {
  const model = provider.Client.prototype as unknown as { backchannelLogout: NotifyApp };
  const { backchannelLogout } = model;
  model.backchannelLogout = async () => {};
  return backchannelLogout;
}

type NotifyApp = (this: Client, userId: string, sid: string) => Promise<void>;

/**
 * The engine grants offline access to those alone who ask for consent with it, as OpenID Connect Core wants it where
 * nothing else speaks for it (section 11). Of the broker's own apps nobody asks, so that they need not say so.
 */
export function letOwnAppsWorkOffline(provider: Provider): void {
  const { prototype } = provider.OIDCContext;
  const engines = Object.getOwnPropertyDescriptor(prototype, 'prompts');
  Object.defineProperty(prototype, 'prompts', {
    get(this: KoaContextWithOIDC['oidc']): Set<string> {
      const prompts: Set<string> = engines?.get?.call(this);
      if (this.client?.first_party === true && !prompts.has('none')) prompts.add('consent');
      return prompts;
    },
  });
}
