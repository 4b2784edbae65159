/**
 * Know your customer: documents with which traders prove who they are, and what staff say of them.
 *
 * Owns the case of each user, the documents and their review. Does not own what follows from an approval at the platform.
 * Invariants: a user has one case, `not started → in review → approved or refused`, and only a refused one takes documents
 * again; what is handed in at once is written at once or not at all; a document's type is found from its content, and its
 * content is stored sealed with a key of its own; nothing personal is logged.
 */
import type { Broker } from '../brokers/broker.ts';
import { admitUpload, createUploadLimiters } from './admit-upload.ts';
import { approveCase, type Decision, type Refusal, refuseCase } from './decide-case.ts';
import { DOCUMENT_RULES, type DocumentRule, MAX_DOCUMENT_BYTES, takesDocuments } from './document-rules.ts';
import type { KycCase } from './kyc-case.ts';
import type { KycDependencies } from './kyc-dependencies.ts';
import type { KycDocument, OpenedKycDocument } from './kyc-document.ts';
import type { KycCaseSearch } from './kyc-search.ts';
import type { KycCaseQuery } from './kyc-store.ts';
import { readDocument } from './read-document.ts';
import { resealDocuments } from './reseal-documents.ts';
import type { DocumentFault, SubmittedFiles } from './submission.ts';
import { submitDocuments } from './submit-documents.ts';

export interface Kyc {
  /** What a trader hands in, in the order of the form. */
  readonly documentRules: readonly DocumentRule[];
  readonly maxDocumentBytes: number;
  /** @param found - What `find` returned. @returns Whether the user may hand in documents now. */
  takesDocuments(found: KycCase | undefined): boolean;
  /** @returns The user's case; `undefined` while nothing was handed in. */
  find(broker: Broker, userId: string): Promise<KycCase | undefined>;
  list(broker: Broker, query: KycCaseQuery): Promise<KycCase[]>;
  /** For staff: at any number of white labels, those that were handed in first, first. */
  search(search: KycCaseSearch): Promise<KycCase[]>;
  /** @returns All documents of the user, the latest submission first. */
  listDocuments(broker: Broker, userId: string): Promise<KycDocument[]>;
  /**
   * To be asked before the files of an upload are read.
   *
   * @param address - Of whoever sends them.
   * @throws `too_many_attempts`
   */
  admitUpload(brokerName: string, address: string): Promise<void>;
  /**
   * Hands in documents, all of them or none. The same files once more change nothing.
   *
   * @returns What is wrong with the files; nothing was handed in then. Empty when all is well.
   * @throws `kyc_closed`, `kyc_exhausted`, `user_unknown`
   */
  submit(broker: Broker, userId: string, files: SubmittedFiles): Promise<readonly DocumentFault[]>;
  /** @throws `kyc_not_in_review`, `precondition_failed`, `parameter_invalid` */
  approve(broker: Broker, userId: string, decision: Decision): Promise<KycCase>;
  /** @throws `kyc_not_in_review`, `precondition_failed`, `parameter_invalid` */
  refuse(broker: Broker, userId: string, refusal: Refusal): Promise<KycCase>;
  /** @throws `kyc_document_unknown` */
  readDocument(broker: Broker, documentId: string): Promise<OpenedKycDocument>;
  /** Seals with the current key whatever an older key sealed. @returns How many documents there were. */
  resealSecrets(broker: Broker): Promise<number>;
}

export function createKyc(dependencies: KycDependencies): Kyc {
  const { store } = dependencies;
  const limiters = createUploadLimiters(dependencies);
  return {
    documentRules: DOCUMENT_RULES,
    maxDocumentBytes: MAX_DOCUMENT_BYTES,
    takesDocuments,
    find: ({ brokerName }, userId) => store.find(brokerName, userId),
    list: ({ brokerName }, query) => store.list(brokerName, query),
    search: async (search) => (search.brokerNames?.length === 0 ? [] : store.search(search)),
    listDocuments: ({ brokerName }, userId) => store.listDocuments(brokerName, userId),
    admitUpload: (brokerName, address) => admitUpload(limiters, brokerName, address),
    submit: ({ brokerName }, userId, files) => submitDocuments(dependencies, brokerName, userId, files),
    approve: ({ brokerName }, userId, decision) => approveCase(dependencies, brokerName, userId, decision),
    refuse: ({ brokerName }, userId, refusal) => refuseCase(dependencies, brokerName, userId, refusal),
    readDocument: ({ brokerName }, documentId) => readDocument(dependencies, brokerName, documentId),
    resealSecrets: ({ brokerName }) => resealDocuments(dependencies, brokerName),
  };
}
