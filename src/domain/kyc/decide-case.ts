import { BridgeError } from '../../errors/bridge-error.ts';
import type { KycCase } from './kyc-case.ts';
import type { KycDependencies } from './kyc-dependencies.ts';

export interface Decision {
  /** Who decides, as staff are named. */
  readonly by: string;
  /** Of the case as they saw it; `null` where any will do. Who looked at other documents decides nothing. */
  readonly expectedRevision?: number | null;
}

export interface Refusal extends Decision {
  /** For the trader to read. */
  readonly reason: string;
}

const MAX_REASON_LENGTH = 500;
const MAX_NAME_LENGTH = 100;

/** @throws `kyc_not_in_review`, `precondition_failed`, `parameter_invalid` */
export async function approveCase(
  dependencies: KycDependencies,
  brokerName: string,
  userId: string,
  { by, expectedRevision = null }: Decision,
): Promise<KycCase> {
  const decision = { state: 'approved', reason: null, decidedBy: checkName(by) } as const;
  return decide(dependencies, { brokerName, userId, expectedRevision }, decision);
}

/** @throws `kyc_not_in_review`, `precondition_failed`, `parameter_invalid` */
export async function refuseCase(
  dependencies: KycDependencies,
  brokerName: string,
  userId: string,
  { by, reason, expectedRevision = null }: Refusal,
): Promise<KycCase> {
  const decision = { state: 'refused', reason: checkText(reason, 'reason', MAX_REASON_LENGTH) } as const;
  return decide(dependencies, { brokerName, userId, expectedRevision }, { ...decision, decidedBy: checkName(by) });
}

/** Of two who decide at once, one is heard. */
async function decide(
  { store, events, clock, log }: KycDependencies,
  { brokerName, userId, expectedRevision }: { brokerName: string; userId: string; expectedRevision: number | null },
  decision: Pick<KycCase, 'state' | 'reason' | 'decidedBy'>,
): Promise<KycCase> {
  const found = await store.find(brokerName, userId);
  if (found?.state !== 'in_review') throw new BridgeError('kyc_not_in_review', { detail: found?.state ?? '' });
  if (expectedRevision !== null && expectedRevision !== found.revision) throw new BridgeError('precondition_failed');
  const decided = { ...found, ...decision, decidedAtMs: clock.nowMs(), revision: found.revision + 1 };
  const { state, submission } = decided;
  const event = events.newEvent(decided, 'kyc.decided', userId, { userId, submission, state });
  if (!(await store.decide(decided, found.revision, event))) throw new BridgeError('kyc_not_in_review');
  log.info({ broker: brokerName, user: userId, submission, state }, 'a KYC case was decided');
  return decided;
}

const checkName = (by: string) => checkText(by, 'by', MAX_NAME_LENGTH);

function checkText(text: string, field: string, maxLength: number): string {
  const trimmed = text.trim();
  const isPlain = trimmed.isWellFormed() && !/\p{Cc}/u.test(trimmed);
  if (trimmed === '' || trimmed.length > maxLength || !isPlain) throw new BridgeError('parameter_invalid', { field });
  return trimmed;
}
