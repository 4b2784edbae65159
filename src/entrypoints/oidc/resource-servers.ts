import { type Client, type Configuration, errors } from 'oidc-provider';
import type { Issuer } from './issuer.ts';

/** What a token for one of our own APIs may allow. */
const OWN_SCOPE = 'accounts trading payments';

type Settings = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>;

/**
 * For whom an app may ask tokens: our own API, which looks them up here, and the resource servers that the white label
 * named for it, which cannot, and get signed ones.
 *
 * @see RFC 8707
 */
export function resourceServers(issuer: Issuer): Settings {
  const own = `${issuer.screensUrl}/trading-api/v1`;
  return {
    enabled: true,
    defaultResource: () => undefined as unknown as string,
    useGrantedResource: () => false,
    getResourceServerInfo(_context, resource, client) {
      if (resource === own) return { scope: OWN_SCOPE, audience: own, accessTokenFormat: 'opaque' };
      if (!resourcesOf(client).includes(resource)) throw new errors.InvalidTarget();
      return {
        scope: String(client.scope ?? ''),
        audience: resource,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      };
    },
  };
}

function resourcesOf(client: Client): readonly string[] {
  return Array.isArray(client.resources) ? client.resources : [];
}
