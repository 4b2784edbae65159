import type { showCase, showDocument } from './show-case.ts';

export type ShownCase = ReturnType<typeof showCase>;
export type ListedCase = ShownCase & { readonly email: string | null };
export type ShownDocument = ReturnType<typeof showDocument>;

/** What the operation answers. */
export type ShownWholeCase = ShownCase & {
  readonly user: {
    readonly email: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly enabled: boolean;
  };
  readonly documents: readonly ShownDocument[];
};

export const STATE_NAMES = { in_review: 'In review', approved: 'Approved', refused: 'Refused' } as const;

export const KIND_NAMES = {
  'identity-front': 'Passport or identity card, front',
  'identity-back': 'Identity card, back',
  'proof-of-address': 'Proof of address',
} as const;

export function casePathOf(brokerName: string, userId: string): string {
  return `/admin/kyc/${encodeURIComponent(brokerName)}/${encodeURIComponent(userId)}`;
}
