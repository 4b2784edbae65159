import type { ChainHead } from '../../lib/hash-chain.ts';
import type { ChainFaultKind } from '../../lib/verify-chain.ts';

/** What became of a walk over a whole chain. */
export type AuditVerification =
  | {
      readonly kind: 'intact';
      readonly entries: number;
      /** `null` where there is no entry. */
      readonly lastHash: string | null;
      readonly head: ChainHead;
    }
  | {
      readonly kind: 'broken';
      /** How many entries are as they were written, from the first one on. */
      readonly entries: number;
      /** Of the first entry that is at fault. */
      readonly sequence: number;
      readonly reason: ChainFaultKind;
      readonly head: ChainHead;
    };
