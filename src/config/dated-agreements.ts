import type { SeedAgreement } from './seed-file-types.ts';

type Dated<Agreement> = Agreement extends unknown
  ? Omit<Agreement, 'effectiveAt'> & { readonly effectiveAtMs?: number }
  : never;

/** The agreements of a file as the domain takes them, with times as it reckons them. */
export function datedAgreements(agreements: readonly SeedAgreement[]): Dated<SeedAgreement>[] {
  return agreements.map(({ effectiveAt, ...agreement }) =>
    effectiveAt === undefined ? agreement : { ...agreement, effectiveAtMs: Date.parse(effectiveAt) },
  );
}
