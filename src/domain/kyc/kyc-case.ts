/** Where a case stands. A user without a case has not started. */
export type KycState = 'in_review' | 'approved' | 'refused';

/** What is known of one user of a white label: whether the documents prove who it is. */
export interface KycCase {
  readonly brokerName: string;
  readonly userId: string;
  readonly state: KycState;
  /** How often documents were handed in; 1 for the first time. */
  readonly submission: number;
  /** Why it was refused, in words for the trader; `null` in every other state. */
  readonly reason: string | null;
  /** Who decided; `null` until somebody does. */
  readonly decidedBy: string | null;
  readonly submittedAtMs: number;
  readonly decidedAtMs: number | null;
  /** Grows with every change. */
  readonly revision: number;
}
