import type { KycCase, KycState } from './kyc-case.ts';

/** What staff looks for among cases, at any number of white labels. */
export interface KycCaseSearch {
  /** Where to look; `null` is everywhere. */
  readonly brokerNames: readonly string[] | null;
  readonly state: KycState;
  /** The last case of the page before. */
  readonly after?: KycCasePlace | undefined;
  readonly limit: number;
}

/** Where a case stands among those of all white labels. */
export type KycCasePlace = Pick<KycCase, 'submittedAtMs' | 'brokerName' | 'userId'>;
