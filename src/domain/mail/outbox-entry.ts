import type { LetterKind } from './letter.ts';

/** A letter that has not been sent yet. */
export interface OutboxEntry {
  readonly id: string;
  readonly brokerName: string;
  readonly kind: LetterKind;
  /** The letter as JSON, sealed by the key ring and bound to white label and id. */
  readonly sealedLetter: string;
  /** How often sending it has failed. */
  readonly failures: number;
  readonly createdAtMs: number;
}
