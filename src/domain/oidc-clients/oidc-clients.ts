/**
 * Applications that a white label registered with its issuer.
 *
 * Owns their records, secrets and limits. Does not own what is issued to them. Invariants: a client belongs to one white
 * label; its secrets are kept as hashes and shown once; a redirect URI is one that no other app can catch; what the
 * profile forbids is never stored.
 */
import type { Broker } from '../brokers/broker.ts';
import type { OidcClient } from './oidc-client.ts';

export interface OidcClients {
  list(broker: Broker): Promise<readonly OidcClient[]>;
  /** @throws `client_unknown` */
  get(broker: Broker, clientId: string): Promise<OidcClient>;
  /**
   * @returns The client, and its first secret where it uses one that was not given; it is not shown again.
   * @throws `client_invalid` (its `field` says which part), `client_exists`
   */
  register(broker: Broker, client: NewOidcClient): Promise<RegisteredClient>;
  /** @throws `client_unknown`, `client_invalid` */
  update(broker: Broker, clientId: string, change: OidcClientChange): Promise<OidcClient>;
  /**
   * Makes a new secret; the old ones end after the overlap.
   *
   * @param overlapSeconds - 0 ends the old ones now.
   * @returns The new secret; it is not shown again.
   * @throws `client_unknown`, `client_invalid` (it uses no secret)
   */
  rotateSecret(broker: Broker, clientId: string, overlapSeconds: number): Promise<string>;
  /** What was issued to the client is worth nothing from now on. @throws `client_unknown` */
  revokeTokens(broker: Broker, clientId: string): Promise<void>;
  /** Whether one of the client's secrets that work now is this one; compared in constant time. */
  isSecretOf(client: OidcClient, secret: string): boolean;
}

/** A client as a seed file or a command names it; whatever is left out has a default. */
export type NewOidcClient = Pick<OidcClient, 'id' | 'name'> &
  Partial<Omit<OidcClient, 'id' | 'name' | 'brokerName' | 'secrets' | 'tokensRevokedAtMs' | 'createdAtMs'>> & {
    /** Made when left out, where the client uses one. At least 16 characters. */
    readonly secret?: string;
  };

export type OidcClientChange = Partial<Omit<NewOidcClient, 'id' | 'secret'>>;

export interface RegisteredClient {
  readonly client: OidcClient;
  readonly secret: string | null;
}
