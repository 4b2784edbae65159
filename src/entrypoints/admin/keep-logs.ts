import type { AuditActor, AuditNote } from '../../domain/audit/audit-entry.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { StaffMember } from '../../domain/staff/staff-member.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import type { AdminOperation, AdminReply } from './admin-operation.ts';

type Doer = { readonly identity: { readonly member: StaffMember }; readonly broker: Broker | null } | null;

export interface KeepLogs {
  /** @throws `store_unavailable` */
  keep(operation: AdminOperation, doer: Doer, reply: AdminReply, context: RequestContext): Promise<void>;
  /**
   * Of a change that broke off for no fault of the caller’s: some of it may be done, and who tries again finds it done and notes nothing.
   * Where the log itself is away, the process’s own has it.
   */
  keepBrokenOff(operation: AdminOperation, doer: Doer, params: Params, context: RequestContext): Promise<void>;
}

type Params = Readonly<Record<string, unknown>>;

/**
 * Writes what an operation did into the logs, before it is answered: a person's data leaves only once that it was seen is
 * kept, and no change is acknowledged that the log does not have.
 */
export function createKeepLogs({ audit, privacyLog }: Pick<AdminDependencies, 'audit' | 'privacyLog'>): KeepLogs {
  async function keepLook(operation: AdminOperation, member: StaffMember, reply: AdminReply, context: RequestContext) {
    const { effect, operationId } = operation;
    if (effect.kind !== 'look') return;
    if (reply.seen === undefined) throw forgotten(operation);
    for (const { brokerName, personIds } of reply.seen) {
      if (personIds.length === 0) continue;
      await privacyLog.record(
        { brokerName },
        {
          // Staff has no key: who it was stands in its place.
          ...{ apiKeyId: member.id, principal: `console-${member.email}`, justification: `console-${operationId}` },
          ...{ personIds, resource: effect.resource, operation: operationId, fields: effect.fields },
          requestId: context.requestId,
        },
      );
      const [first = '', ...others] = personIds;
      const target = { type: 'user', id: others.length === 0 ? first : `${personIds.length} users` };
      await audit.record({
        ...noteOf(member, context),
        action: effect.action,
        brokerName,
        target,
        changes: [],
        reason: null,
      });
    }
  }

  async function keepChange(operation: AdminOperation, doer: StaffMember, reply: AdminReply, note: LoggedFrom) {
    const { effect } = operation;
    if (effect.kind !== 'change') return;
    if (reply.changed === undefined) throw forgotten(operation);
    for (const { brokerName = note.brokerName, target, changes, reason = null } of reply.changed) {
      await audit.record({ ...noteOf(doer, note.context), action: effect.action, brokerName, target, changes, reason });
    }
  }

  return {
    async keep(operation, doer, reply, context) {
      const member = doer?.identity.member ?? reply.opened?.member ?? reply.doer;
      if (member === undefined) return;
      await keepLook(operation, member, reply, context);
      await keepChange(operation, member, reply, { context, brokerName: doer?.broker?.brokerName ?? null });
    },
    async keepBrokenOff({ effect, operationId }, doer, params, context) {
      if (effect.kind !== 'change' || doer === null) return;
      const { member } = doer.identity;
      const brokerName = doer.broker?.brokerName ?? null;
      const target = { type: 'operation', id: operationId };
      const about = Object.entries(params).map(([field, after]) => ({ field, before: null, after }));
      const note = {
        ...noteOf(member, context),
        action: effect.action,
        brokerName,
        target,
        changes: about,
        reason: BROKEN_OFF,
      };
      const missed = { requestId: context.requestId, member: member.id, broker: brokerName, operationId, about };
      await audit.record(note).catch((error: unknown) => context.log.error({ ...missed, err: error }, UNLOGGED));
    },
  };
}

const BROKEN_OFF = 'It broke off: some of it may be done.';
const UNLOGGED = 'a change broke off, or was made, and could not be written to the change log';

interface LoggedFrom {
  readonly context: RequestContext;
  readonly brokerName: string | null;
}

function noteOf(
  member: StaffMember,
  { address, requestId }: RequestContext,
): Pick<AuditNote, 'actor' | 'address' | 'requestId'> {
  const actor: AuditActor = { kind: 'staff', id: member.id, email: member.email };
  return { actor, address, requestId };
}

function forgotten({ operationId }: AdminOperation): BridgeError {
  return new BridgeError('internal_error', { detail: `${operationId} does not say what it did` });
}
