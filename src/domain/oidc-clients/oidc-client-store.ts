import type { ListedOf } from '../../lib/listed-of.ts';
import type { ChangeNote } from '../brokers/broker-snapshot.ts';
import type { OidcClient } from './oidc-client.ts';

/** Where clients are kept. Every change raises the revision of their white label, in the same transaction. */
export interface OidcClientStore {
  /** In the order of their ids. */
  list(brokerName: string): Promise<OidcClient[]>;
  /** @returns Those of several white labels; a search looks at ids and names of clients, and names of white labels. */
  listOf(query: ListedOf): Promise<OidcClient[]>;
  find(brokerName: string, clientId: string): Promise<OidcClient | undefined>;
  /** @returns Whether it was added; `false` when the white label has one of this id. @throws `broker_unknown` */
  add(client: OidcClient, note?: ChangeNote): Promise<boolean>;
  /**
   * Changes a client that nobody else changes in between, so that neither of two changes is lost.
   *
   * @param work - Makes the client that is kept from the one that is; what it throws changes nothing.
   * @returns The client that is kept; `undefined` when there is none of this id.
   */
  change(
    brokerName: string,
    clientId: string,
    work: (client: OidcClient) => OidcClient,
    note?: ChangeNote,
  ): Promise<OidcClient | undefined>;
}
