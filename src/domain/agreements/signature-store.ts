import type { BridgeEvent } from '../events/bridge-event.ts';
import type { Signature } from './signature.ts';

export interface NewSignature {
  readonly signature: Signature;
  /** Written only where the signature is. */
  readonly event: BridgeEvent | null;
}

export interface SignatureCount extends Pick<Signature, 'agreementId' | 'version'> {
  readonly signatures: number;
}

export interface SignatureQuery extends Pick<Signature, 'agreementId' | 'version'> {
  /** The last one of the page before. */
  readonly after?: Pick<Signature, 'signedAtMs' | 'userId'> | undefined;
  readonly limit: number;
}

/** Where signatures are kept; none is ever changed but for its report. Every method is bound to one white label. */
export interface SignatureStore {
  /** Adds those of agreements and versions that the user has not signed yet, with what happened; all of them or none. */
  add(signatures: readonly NewSignature[]): Promise<void>;
  /** @returns The oldest first. */
  listByUser(brokerName: string, userId: string): Promise<Signature[]>;
  /** @returns How many signed each version that anybody signed. */
  countByVersion(brokerName: string): Promise<SignatureCount[]>;
  /** @returns Who signed one version, the latest first. */
  listByVersion(brokerName: string, query: SignatureQuery): Promise<Signature[]>;
  /** Notes of all signatures of the user that the platform was told, where that is not noted yet. */
  markReported(brokerName: string, userId: string, atMs: number): Promise<void>;
}
