import { LRUCache } from 'lru-cache';
import { isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { OidcClient } from '../oidc-clients/oidc-client.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import type { AppArtifacts } from './app-artifacts.ts';
import { isEnded } from './is-ended.ts';

/** Whether a token that an app got for itself is alive and allows this. */
export type VerifyClientToken = (broker: Broker, token: string, scope: string) => Promise<boolean>;

interface KnownClient {
  readonly revision: number;
  readonly client: OidcClient | undefined;
}

const REMEMBERED_CLIENTS = 1000;

/** A client is read once for each change of its white label; its tokens are read each time. */
export function createVerifyClientToken(
  { oidcClients, clock }: AccessDependencies,
  artifacts: AppArtifacts,
): VerifyClientToken {
  const known = new LRUCache<string, KnownClient>({ max: REMEMBERED_CLIENTS });

  async function clientOf(broker: Broker, clientId: string): Promise<OidcClient | undefined> {
    const name = `${broker.brokerName}/${clientId}`;
    const remembered = known.get(name);
    if (remembered?.revision === broker.revision) return remembered.client;
    const client = await oidcClients.get(broker, clientId).catch((error: unknown) => {
      if (isBridgeError(error, 'client_unknown')) return undefined;
      throw error;
    });
    known.set(name, { revision: broker.revision, client });
    return client;
  }

  return async (broker, token, scope) => {
    const found = await artifacts.find(broker.brokerName, 'app-client-token', token);
    if (!found) return false;
    const { clientId, scope: granted, iat, exp, jkt } = found.value as unknown as ClientTokenValue;
    // Whoever shows a token that is bound to a key would have to show the key as well.
    if (
      isEnded(broker, iat * 1000) ||
      jkt !== undefined ||
      clock.nowMs() >= exp * 1000 ||
      !granted?.split(' ').includes(scope)
    )
      return false;
    const client = await clientOf(broker, clientId);
    return client?.enabled === true && mayUse(client, scope) && !isRevoked(client, iat);
  };
}

/** Whether it still has the scope; that may have been taken away since. */
function mayUse({ scopes }: OidcClient, scope: string): boolean {
  return scopes.some((one) => one === scope);
}

/** @param issuedAt - Seconds since the Unix epoch. */
function isRevoked({ tokensRevokedAtMs }: OidcClient, issuedAt: number): boolean {
  return tokensRevokedAtMs !== null && issuedAt * 1000 <= tokensRevokedAtMs;
}

interface ClientTokenValue {
  readonly clientId: string;
  readonly scope?: string;
  readonly iat: number;
  readonly exp: number;
  readonly jkt?: string;
}
