import type { BridgeEvent } from '../events/bridge-event.ts';
import type { Signature } from './signature.ts';

export interface NewSignature {
  readonly signature: Signature;
  /** Written only where the signature is. */
  readonly event: BridgeEvent | null;
}

/** Where signatures are kept; none is ever changed but for its report. Every method is bound to one white label. */
export interface SignatureStore {
  /** Adds those of agreements and versions that the user has not signed yet, with what happened; all of them or none. */
  add(signatures: readonly NewSignature[]): Promise<void>;
  /** @returns The oldest first. */
  listByUser(brokerName: string, userId: string): Promise<Signature[]>;
  /** Notes of all signatures of the user that the platform was told, where that is not noted yet. */
  markReported(brokerName: string, userId: string, atMs: number): Promise<void>;
}
