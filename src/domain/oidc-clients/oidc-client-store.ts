import type { OidcClient, OidcClientSecret } from './oidc-client.ts';

/** Where clients are kept. Every change raises the revision of their white label, in the same transaction. */
export interface OidcClientStore {
  /** In the order of their ids. */
  list(brokerName: string): Promise<OidcClient[]>;
  /** @returns Whether it was added; `false` when the white label has one of this id. @throws `broker_unknown` */
  add(client: OidcClient): Promise<boolean>;
  /** Replaces all but the secrets. @returns Whether there is such a client. */
  replace(client: Omit<OidcClient, 'secrets'>): Promise<boolean>;
  /** Adds a secret and lets the others end at `othersExpireAtMs` or before. @returns Whether there is such a client. */
  rotateSecret(
    brokerName: string,
    clientId: string,
    secret: OidcClientSecret,
    othersExpireAtMs: number,
  ): Promise<boolean>;
}
