import type { BrokerRevision, KeptBrokerRevision, RevisionPage } from './broker-revision.ts';

/** Where revisions are kept. They are written with the changes themselves, see `BrokerStore`. */
export interface BrokerHistoryStore {
  /** The newest first. */
  list(brokerName: string, page: RevisionPage): Promise<BrokerRevision[]>;
  find(brokerName: string, revision: number): Promise<KeptBrokerRevision | undefined>;
  /** @returns The newest one that is older than this; `undefined` where none is kept. */
  findBefore(brokerName: string, revision: number): Promise<KeptBrokerRevision | undefined>;
}
