import type { AgreementSetting } from '../brokers/broker.ts';

/** Where a version stands. A withdrawal that is in force means that its agreement is not. */
export type AgreementState = 'future' | 'in_force' | 'superseded';

export interface ListedAgreement {
  readonly agreement: AgreementSetting;
  readonly state: AgreementState;
}

export interface PublishedAgreement extends ListedAgreement {
  /** Whether this very call published it; of several at once one did. */
  readonly isNew: boolean;
}
