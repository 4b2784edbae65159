import { etagOf, expectedRevision } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, StaffCall, StaffOperation } from '../admin-operation.ts';
import { noInput } from '../schemas.ts';
import { shownMember } from '../session/schemas.ts';
import { showMember } from '../session/show-session.ts';
import { type StaffLinkOperations, staffLinkOperations } from './link-operations.ts';
import { changeNote, reachOf, targetOf } from './member-changes.ts';
import { endedSessions, memberChange, memberPage, memberQuery, ofMember, withReason } from './schemas.ts';

const ofOne = { ...noInput, params: ofMember };
const tag = 'Staff';
const reads = { kind: 'reach', permission: 'staff:read', stepUp: false } as const;
const writes = { kind: 'reach', permission: 'staff:write', stepUp: false } as const;
/** What gives rights: whoever found an owner's browser open must not make themselves one. */
const grants = { kind: 'reach', permission: 'staff:write', stepUp: true } as const;

export interface StaffOperations extends StaffLinkOperations {
  readonly listStaff: StaffOperation;
  readonly getStaffMember: StaffOperation;
  readonly updateStaffMember: StaffOperation;
  readonly disableStaffMember: StaffOperation;
  readonly enableStaffMember: StaffOperation;
  readonly endStaffSessions: StaffOperation;
}

/** Members of staff. Whom the caller must not know of, and what they must not grant, the domain decides with every call. */
export function staffOperations(dependencies: AdminDependencies): StaffOperations {
  return {
    ...readOperations(dependencies),
    ...changeOperations(dependencies),
    ...switchOperations(dependencies),
    ...staffLinkOperations(dependencies),
  };
}

function readOperations({ staff }: AdminDependencies): Pick<StaffOperations, 'listStaff' | 'getStaffMember'> {
  return {
    listStaff: {
      operationId: 'listStaff',
      method: 'GET',
      path: '/staff',
      tag,
      summary: 'Members of staff, by email address',
      description: 'Those whose whole reach is within yours.',
      access: reads,
      effect: { kind: 'read' },
      request: { ...noInput, query: memberQuery },
      response: { status: 200, schema: memberPage, description: 'A page of them' },
      errors: [],
      handle: async ({ member, query }) => {
        const cursor = query.cursor === undefined ? {} : { cursor: String(query.cursor) };
        const wanted = { search: String(query.q ?? ''), limit: Number(query.limit), ...cursor };
        const { items, nextCursor } = await staff.members.list(member, wanted);
        return { body: { items: items.map(showMember), nextCursor } };
      },
    },
    getStaffMember: {
      operationId: 'getStaffMember',
      method: 'GET',
      path: '/staff/:memberId',
      tag,
      summary: 'A member of staff',
      access: reads,
      effect: { kind: 'read' },
      request: ofOne,
      response: { status: 200, schema: shownMember, description: 'The member; its `ETag` is for `If-Match`' },
      errors: ['staff_member_unknown'],
      handle: async ({ member, params }) => {
        const found = await staff.members.get(member, String(params.memberId));
        return { body: showMember(found), etag: etagOf(found) };
      },
    },
  };
}

function changeOperations(
  dependencies: AdminDependencies,
): Pick<StaffOperations, 'updateStaffMember' | 'endStaffSessions'> {
  const { staff } = dependencies;
  return {
    updateStaffMember: {
      operationId: 'updateStaffMember',
      method: 'PATCH',
      path: '/staff/:memberId',
      tag,
      summary: 'Change name, role or reach of a member',
      description: 'Counts at once, in every session of the member.',
      access: grants,
      effect: { kind: 'change', action: 'staff.update' },
      request: { ...ofOne, body: memberChange },
      response: { status: 200, schema: shownMember, description: 'The member as it is now' },
      errors: [...CHANGE_ERRORS, 'staff_invalid', 'precondition_failed'],
      handle: async (call) => {
        const { name, role, reach } = call.body as MemberChange;
        const change = {
          ...(name === undefined ? {} : { name }),
          ...(role === undefined ? {} : { role }),
          ...(reach === undefined ? {} : { reach: reachOf(reach) }),
        };
        return update(dependencies, call, change);
      },
    },
    endStaffSessions: {
      operationId: 'endStaffSessions',
      method: 'POST',
      path: '/staff/:memberId/end-sessions',
      tag,
      summary: 'Sign a member out everywhere',
      access: writes,
      effect: { kind: 'change', action: 'staff.end-sessions' },
      request: { ...ofOne, body: withReason },
      response: { status: 200, schema: endedSessions, description: 'How many sessions ended' },
      errors: ['staff_member_unknown'],
      handle: async ({ member, params, body }) => {
        const id = String(params.memberId);
        const ended = await staff.members.endSessions(member, id);
        const changes = [{ field: 'ended', before: null, after: ended }];
        return { body: { id, ended }, changed: [{ target: targetOf({ id }), changes, reason: String(body.reason) }] };
      },
    },
  };
}

function switchOperations(
  dependencies: AdminDependencies,
): Pick<StaffOperations, 'disableStaffMember' | 'enableStaffMember'> {
  const common = {
    method: 'POST',
    tag,
    response: { status: 200, schema: shownMember, description: 'The member as it is now' },
    errors: [...CHANGE_ERRORS, 'precondition_failed'],
  } as const;
  return {
    disableStaffMember: {
      ...common,
      operationId: 'disableStaffMember',
      path: '/staff/:memberId/disable',
      summary: 'Disable a member',
      description: 'Ends all sessions of the member, and takes back links that were made.',
      access: writes,
      effect: { kind: 'change', action: 'staff.disable' },
      request: { ...ofOne, body: withReason },
      handle: async (call) => update(dependencies, call, { status: 'disabled' }, String(call.body.reason)),
    },
    enableStaffMember: {
      ...common,
      operationId: 'enableStaffMember',
      path: '/staff/:memberId/enable',
      summary: 'Let a disabled member sign in again',
      access: grants,
      effect: { kind: 'change', action: 'staff.enable' },
      request: ofOne,
      handle: async (call) => update(dependencies, call, { status: 'active' }),
    },
  };
}

const CHANGE_ERRORS = [
  'staff_member_unknown',
  'staff_changed_meanwhile',
  'staff_last_owner',
  'staff_state_wrong',
] as const;

type Members = AdminDependencies['staff']['members'];
type StaffMemberChange = Parameters<Members['update']>[2];
type MemberChange = Omit<StaffMemberChange, 'status' | 'reach'> & { readonly reach?: Parameters<typeof reachOf>[0] };

async function update(
  { staff }: AdminDependencies,
  { member: actor, params, ifMatch }: StaffCall,
  change: StaffMemberChange,
  reason: string | null = null,
): Promise<AdminReply> {
  const before = await staff.members.get(actor, String(params.memberId));
  const revision = expectedRevision(ifMatch) ?? before.revision;
  const after = await staff.members.update(actor, before.id, change, revision);
  return { body: showMember(after), etag: etagOf(after), changed: changeNote(before, after, reason) };
}
