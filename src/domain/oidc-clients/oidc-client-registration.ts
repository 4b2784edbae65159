import type { OidcClient } from './oidc-client.ts';

/** What an operator says of a client. */
export type OidcClientSettings = Omit<OidcClient, 'brokerName' | 'secrets' | 'tokensRevokedAtMs' | 'createdAtMs'>;

/** A client as a seed file or a command names it; whatever is left out has a default. */
export type NewOidcClient = Pick<OidcClientSettings, 'id' | 'name'> &
  Partial<Omit<OidcClientSettings, 'id' | 'name'>> & {
    /** Made when left out, where the client uses one. At least 16 characters. */
    readonly secret?: string;
  };

export type OidcClientChange = Partial<Omit<NewOidcClient, 'id' | 'secret'>>;

export interface RegisteredClient {
  readonly client: OidcClient;
  readonly secret: string | null;
}
