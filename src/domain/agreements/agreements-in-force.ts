import type { AgreementDocument, AgreementSetting } from '../brokers/broker.ts';
import type { AgreementState, ListedAgreement } from './listed-agreement.ts';

/** Every version with where it stands, in the order in which they were published. */
export function listAgreements(agreements: readonly AgreementSetting[], nowMs: number): ListedAgreement[] {
  const newest = newestOf(agreements, nowMs);
  return agreements.map((agreement) => ({ agreement, state: stateOf(agreement, newest, nowMs) }));
}

/** @returns What is demanded now, in the order in which the agreements were first published. */
export function agreementsInForce(agreements: readonly AgreementSetting[], nowMs: number): AgreementDocument[] {
  return [...newestOf(agreements, nowMs).values()].filter((agreement) => !agreement.withdraws);
}

/** By agreement, the version with the latest date that has come. */
function newestOf(agreements: readonly AgreementSetting[], nowMs: number): Map<string, AgreementSetting> {
  const newest = new Map<string, AgreementSetting>();
  for (const agreement of agreements) {
    const present = newest.get(agreement.id);
    const isNewer = !present || effectiveFrom(agreement) >= effectiveFrom(present);
    if (effectiveFrom(agreement) <= nowMs && isNewer) newest.set(agreement.id, agreement);
  }
  return newest;
}

function stateOf(
  agreement: AgreementSetting,
  newest: ReadonlyMap<string, AgreementSetting>,
  nowMs: number,
): AgreementState {
  if (effectiveFrom(agreement) > nowMs) return 'future';
  return newest.get(agreement.id) === agreement ? 'in_force' : 'superseded';
}

function effectiveFrom({ effectiveAtMs = 0 }: AgreementSetting): number {
  return effectiveAtMs;
}
