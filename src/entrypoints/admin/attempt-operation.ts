import { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../errors/catalogue.ts';
import type { AdminReply } from './admin-operation.ts';
import type { Attempt } from './admin-page.ts';
import { messageOf } from './errors.ts';

/** What no form can mend is thrown on: it has a page of its own. */
const NOT_FOR_FORMS: ReadonlySet<string> = new Set([
  'staff_session_needed',
  'step_up_needed',
  'csrf_refused',
  'store_unavailable',
  'internal_error',
]);

/** Tells what was refused in a way that forms can show. */
export async function attemptOperation(work: () => Promise<AdminReply>): Promise<Attempt> {
  try {
    return { kind: 'done', reply: await work() };
  } catch (error) {
    if (!(error instanceof BridgeError) || NOT_FOR_FORMS.has(error.code)) throw error;
    return refusedBy(error);
  }
}

export function refusedBy(error: BridgeError): Extract<Attempt, { kind: 'refused' }> {
  const { sentence, status } = ERROR_CATALOGUE[error.code];
  const one = error.field === undefined ? [] : [{ field: error.field, reason: error.reason }];
  const faults = (error.faults.length > 0 ? error.faults : one).map(({ field, reason }) => ({
    field,
    reason: reason ?? sentence,
  }));
  const faultOf = (field: string) => faults.find((fault) => fault.field === field)?.reason;
  return { kind: 'refused', error, status, message: messageOf(error), faults, faultOf };
}
