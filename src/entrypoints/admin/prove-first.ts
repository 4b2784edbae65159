import type { StaffProof } from '../../domain/staff/staff-session.ts';
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { RouteCall } from '../../http/route.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import type { OwnOperation } from './admin-operation.ts';
import type { AdminCaller } from './authenticate.ts';
import type { RunOperation } from './run-operation.ts';
import { sessionCookie } from './session-cookie.ts';

type Proven =
  | { readonly kind: 'proven'; readonly call: RouteCall<AdminCaller> }
  | { readonly kind: 'refused'; readonly error: BridgeError };

export interface ProveFirstParts {
  readonly dependencies: Pick<AdminDependencies, 'staff'>;
  readonly run: RunOperation;
  /** A proof in a form is the same step as one by the API, and stands in the same log. */
  readonly stepUp: OwnOperation;
}

/**
 * A form that waited for a proof brings it along: nothing that was entered is lost by being asked. The session's new token goes
 * to the browser with whatever is answered.
 */
export async function proveFirst(parts: ProveFirstParts, call: RouteCall<AdminCaller>): Promise<Proven> {
  const { caller, body, context } = call;
  const { staff } = parts.dependencies;
  try {
    const proof = readProof(body);
    if (proof === undefined || caller.identity === null) return { kind: 'proven', call };
    const input = { params: {}, query: {}, body: { proof }, ifMatch: null, isForm: false, context };
    const { opened } = await parts.run(parts.stepUp, caller.identity, input);
    const token = opened?.token ?? '';
    const verified = await staff.verifySession(token);
    if (!verified) throw new BridgeError('staff_session_needed');
    context.headers['set-cookie'] = sessionCookie(token);
    return { kind: 'proven', call: { ...call, caller: { ...caller, identity: { ...verified, token } } } };
  } catch (error) {
    // Another step of this browser was faster, and has the session's new token.
    if (isBridgeError(error, 'staff_session_unknown')) throw new BridgeError('staff_session_needed');
    if (!isBridgeError(error, 'staff_proof_wrong', 'too_many_requests', 'parameter_invalid')) throw error;
    return { kind: 'refused', error };
  }
}

/** @returns `undefined` where no proof was asked for. */
function readProof({ stepUpKind: kind, stepUpValue: value }: RouteCall<AdminCaller>['body']): StaffProof | undefined {
  if (typeof kind !== 'string' || typeof value !== 'string') return undefined;
  // The page asks for the question to the passkey with the same form, while there is no answer in it yet.
  if (kind === 'passkey' && value === '') return undefined;
  if (kind === 'password') return { kind, password: value };
  if (kind === 'totp' || kind === 'recovery-code') return { kind, code: value.trim() };
  if (kind === 'passkey') return { kind, response: parsed(value) };
  throw new BridgeError('parameter_invalid', { field: 'stepUpKind' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BridgeError('parameter_invalid', { field: 'stepUpValue' });
  }
}
