import type { Broker } from '../../domain/brokers/broker.ts';
import type { StaffTarget } from '../../domain/staff/staff-member.ts';
import type { StaffCaller, VerifiedStaff } from '../../domain/staff/staff-session.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../errors/catalogue.ts';
import { createFieldCheck } from '../../http/check-fields.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { QueueFullError } from '../../lib/bounded-queue.ts';
import { roleAllows, type StaffPermission } from '../../lib/staff-permissions.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import type { AdminOperation, AdminReply, OpenCall, StaffCall } from './admin-operation.ts';
import { createKeepLogs } from './keep-logs.ts';

/** Who carries an operation out; `null` is nobody known. */
export type Identity = (VerifiedStaff & { readonly token: string }) | null;

export interface OperationInput {
  readonly params: Fields;
  readonly query: Fields;
  readonly body: Fields;
  readonly ifMatch: string | null;
  /** Whether the body comes from a form, where all is text. */
  readonly isForm: boolean;
  readonly context: RequestContext;
}

type Fields = Readonly<Record<string, unknown>>;
type Permitted = { readonly identity: NonNullable<Identity>; readonly broker: Broker | null };

export type RunOperation = (
  operation: AdminOperation,
  identity: Identity,
  input: OperationInput,
) => Promise<AdminReply>;

/**
 * The one place where it is decided whether somebody may do something, whoever asks: the API or a page. In this order: who
 * it is → what of it they may know of → whether they may → a recent proof → fields → the work → the logs.
 *
 * @throws `staff_session_needed`, `white_label_unknown`, `crm_unknown`, `staff_forbidden`, `step_up_needed`, what is wrong with
 *   the fields, and what the operation throws
 */
export function createRunOperation(dependencies: AdminDependencies): RunOperation {
  const { brokers, staff } = dependencies;
  const logs = createKeepLogs(dependencies);
  const checks = new Map<AdminOperation, (input: OperationInput) => Pick<OpenCall, 'params' | 'query' | 'body'>>();

  function checkOf(operation: AdminOperation) {
    const known = checks.get(operation) ?? createChecks(operation);
    checks.set(operation, known);
    return known;
  }

  function permit(operation: AdminOperation, identity: Identity, input: OperationInput): Permitted | null {
    const { access } = operation;
    if (access.kind === 'open') return null;
    if (identity === null) throw new BridgeError('staff_session_needed');
    const broker = access.kind === 'white-label' ? brokers.find(String(input.params.brokerName)) : null;
    if (broker === undefined) throw new BridgeError('white_label_unknown');
    if (access.kind !== 'own') {
      const target = access.kind === 'crm' ? crmTarget(operation, input) : broker;
      refuse(access.kind, staffMay(identity, access.kind, access.permission, target));
    }
    if (access.stepUp && !identity.isSteppedUp) throw new BridgeError('step_up_needed');
    return { identity, broker };
  }

  /** A CRM that there is not, and one out of reach, are told apart by nobody. */
  function crmTarget({ method }: AdminOperation, { query, body }: OperationInput): StaffTarget {
    const brokerCrmName = String((method === 'GET' ? query : body).brokerCrmName);
    if (!brokers.listCrms().some((crm) => crm.brokerCrmName === brokerCrmName)) throw new BridgeError('crm_unknown');
    return { brokerCrmName };
  }

  function staffMay(identity: VerifiedStaff, kind: string, permission: StaffPermission, target: StaffTarget) {
    return kind === 'reach'
      ? roleAllows(identity.member.role, permission)
        ? 'yes'
        : 'forbidden'
      : staff.may(identity.member, permission, target);
  }

  return async (operation, identity, input) => {
    const permitted = permit(operation, identity, input);
    const { request, address } = input.context;
    const caller: StaffCaller = { address, userAgent: (request.get('User-Agent') ?? '').slice(0, 300).toWellFormed() };
    const call = { ...checkOf(operation)(input), ifMatch: input.ifMatch, caller, context: input.context };
    if (permitted?.broker) input.context.brokerName = permitted.broker.brokerName;
    try {
      const reply = await carryOut(operation, call, permitted, staff.reaches);
      // Whoever planted the session that the browser came with would share in what is done from here on.
      if (permitted === null && identity !== null && reply.opened) await staff.signOut(identity.token);
      await logs.keep(operation, permitted, reply, input.context);
      return reply;
    } catch (error) {
      if (!isRefusal(error)) await logs.keepBrokenOff(operation, permitted, call.params, input.context);
      throw error;
    }
  };
}

/** Whether the caller was told no, or to come again, before anything was done. */
function isRefusal(error: unknown): boolean {
  if (error instanceof QueueFullError) return true;
  return error instanceof BridgeError && (error.code === 'busy' || ERROR_CATALOGUE[error.code].status < 500);
}

async function carryOut(
  operation: AdminOperation,
  call: OpenCall,
  permitted: Permitted | null,
  reaches: AdminDependencies['staff']['reaches'],
): Promise<AdminReply> {
  if (operation.access.kind === 'open') return (operation as Extract<AdminOperation, OpenShape>).handle(call);
  if (permitted === null) throw new BridgeError('staff_session_needed');
  const { identity, broker } = permitted;
  const staffCall: StaffCall = { ...call, ...identity, reaches: (label) => reaches(identity.member, label) };
  if (operation.access.kind !== 'white-label')
    return (operation as Extract<AdminOperation, StaffShape>).handle(staffCall);
  if (broker === null) throw new BridgeError('white_label_unknown');
  return (operation as Extract<AdminOperation, WhiteLabelShape>).handle({ ...staffCall, broker });
}

type OpenShape = { readonly access: { readonly kind: 'open' } };
type StaffShape = { readonly access: { readonly kind: 'own' | 'reach' | 'bridge' | 'crm' } };
type WhiteLabelShape = { readonly access: { readonly kind: 'white-label' } };

/** What must not be known of is not there. */
function refuse(kind: string, answer: 'yes' | 'forbidden' | 'hidden'): void {
  if (answer === 'yes') return;
  if (answer === 'forbidden' || kind === 'reach' || kind === 'bridge') throw new BridgeError('staff_forbidden');
  throw new BridgeError(kind === 'crm' ? 'crm_unknown' : 'white_label_unknown');
}

function createChecks({ request, method }: AdminOperation) {
  const strict = { unknownFields: 'refused' } as const;
  const checkParams = createFieldCheck(request.params, { isFlat: true, ...strict });
  const checkQuery = createFieldCheck(request.query, { isFlat: true, ...strict });
  const checkJson = createFieldCheck(request.body, { isFlat: false, ...strict });
  const checkForm = createFieldCheck(request.body, { isFlat: true, ...strict });
  return ({ params, query, body, isForm }: OperationInput) => ({
    params: checkParams(params),
    query: checkQuery(query),
    body: method === 'GET' ? {} : (isForm ? checkForm : checkJson)(body),
  });
}
