import type { BridgeEvent } from '../events/bridge-event.ts';
import type { KycCase, KycState } from './kyc-case.ts';
import type { KycDocument, SealedKycDocument } from './kyc-document.ts';
import type { KycCaseSearch } from './kyc-search.ts';

/** Where cases and documents are kept. Every method but `search` is bound to one white label. */
export interface KycStore {
  find(brokerName: string, userId: string): Promise<KycCase | undefined>;
  /** @returns Those that were handed in first, first. */
  list(brokerName: string, query: KycCaseQuery): Promise<KycCase[]>;
  /** @returns Of any number of white labels; those that were handed in first, first. */
  search(search: KycCaseSearch): Promise<KycCase[]>;
  /**
   * Writes a case, its new documents and what happened, all of it or nothing.
   *
   * @param expectedRevision - Of the case as it was read; 0 where there was none.
   * @returns Whether it was written; `false` when the case does not stand as it was read.
   * @throws `user_unknown`
   */
  submit(
    changed: KycCase,
    documents: readonly SealedKycDocument[],
    expectedRevision: number,
    event?: BridgeEvent,
  ): Promise<boolean>;
  /** Writes a decision, and what happened. @returns `false` when the case does not stand as it was read. */
  decide(changed: KycCase, expectedRevision: number, event?: BridgeEvent): Promise<boolean>;
  /** @returns All that the user ever handed in, the latest submission first. */
  listDocuments(brokerName: string, userId: string): Promise<KycDocument[]>;
  findSealed(brokerName: string, documentId: string): Promise<SealedKycDocument | undefined>;
  /** @returns Every document's key, of the whole white label. */
  listSealedKeys(brokerName: string): Promise<SealedKey[]>;
  /** Replaces a sealed key, unless it was replaced in between. */
  replaceSealedKey(brokerName: string, documentId: string, expected: string, resealed: string): Promise<void>;
}

export interface KycCaseQuery {
  /** Any, when left out. */
  readonly state?: KycState | undefined;
  /** Only what stands behind this one in the list. */
  readonly after?: Pick<KycCase, 'submittedAtMs' | 'userId'> | undefined;
  readonly limit: number;
}

export type SealedKey = Pick<SealedKycDocument, 'id' | 'sealedKey'>;
