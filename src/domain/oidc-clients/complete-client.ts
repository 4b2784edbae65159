import type { NewOidcClient, OidcClientSettings } from './oidc-client-registration.ts';

const DEFAULTS: Omit<OidcClientSettings, 'id' | 'name'> = {
  enabled: true,
  profile: 'standard',
  applicationType: 'web',
  authMethod: 'client_secret',
  jwks: null,
  jwksUri: null,
  redirectUris: [],
  postLogoutRedirectUris: [],
  backchannelLogoutUri: null,
  grantTypes: ['authorization_code', 'refresh_token'],
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  resources: [],
  firstParty: false,
  idTokenAlgorithm: 'ES256',
  dpopBound: false,
  refreshGraceSeconds: 10,
};

/** The client with whatever was left out. What is no setting is not taken over. */
export function completeClient({ id, name, ...given }: NewOidcClient): OidcClientSettings {
  return bindTokens({ id, name, ...overlay(DEFAULTS, given) });
}

/** The client with what is another now. */
export function changeClient<Settings extends OidcClientSettings>(
  client: Settings,
  change: Partial<Omit<OidcClientSettings, 'id'>>,
): Settings {
  const { name = client.name } = change;
  return bindTokens({ ...client, ...overlay(pickSettings(client), change), name });
}

/** @see FAPI 2.0 Security Profile, section 5.3.2.1: sender-constrained access tokens only. */
function bindTokens<Settings extends OidcClientSettings>(client: Settings): Settings {
  return client.profile === 'fapi2' ? { ...client, dpopBound: true } : client;
}

type Defaults = typeof DEFAULTS;

function pickSettings(client: OidcClientSettings): Defaults {
  return overlay(DEFAULTS, client);
}

function overlay(settings: Defaults, given: Partial<Defaults>): Defaults {
  const entries = Object.keys(DEFAULTS).map((key) => {
    const name = key as keyof Defaults;
    return [name, given[name] === undefined ? settings[name] : given[name]];
  });
  return Object.fromEntries(entries) as Defaults;
}
