import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import {
  differencesOf,
  type FaultOf,
  faultsOf,
  messageAbove,
  momentOf,
  noFaults,
  revisionOf,
} from '../page/form-input.ts';
import { type ShownMember, STAFF_CRUMBS, STAFF_PATH } from './list-page.ts';
import { MEMBER_FIELDS, type MemberValues, memberForm } from './member-form.ts';
import { chosenOf, reachChoices, readReach, sayReach, wantedReach } from './reach-form.ts';

const PATH = `${STAFF_PATH}/:memberId`;

/** One member: looked at by whoever may, changed by owners. */
export function memberPages(operations: AdminOperations): AdminPage[] {
  const { staff } = operations;
  return [
    { method: 'GET', path: PATH, access: 'staff', handle: async (call) => showMemberPage(call, operations) },
    {
      method: 'POST',
      path: PATH,
      access: 'staff',
      async handle(call) {
        const { name = '', role = '', revision } = call.form;
        const reach = readReach(call);
        const body = { name: name.trim(), role, reach: wantedReach(reach) };
        const attempt = await call.attempt(staff.updateStaffMember, { body, revision, isTyped: true });
        if (attempt.kind === 'done') {
          const isChanged = (attempt.reply.changed ?? []).length > 0;
          return call.leadTo(call.context.request.path, isChanged ? 'saved' : 'nothing-changed');
        }
        const isOvertaken = attempt.error.code === 'staff_changed_meanwhile';
        return showMemberPage(call, operations, {
          entered: { email: '', name, role, reach },
          faultOf: faultsOf(attempt),
          error: isOvertaken ? undefined : messageAbove(attempt, MEMBER_FIELDS),
          ...{ isOvertaken, revision: isOvertaken ? undefined : revision, status: attempt.status },
        });
      },
    },
  ];
}

interface Refused {
  readonly entered: MemberValues;
  readonly faultOf: FaultOf;
  readonly error: string | undefined;
  readonly isOvertaken: boolean;
  /** That the form was made for, unless it is to be made for the current one. */
  readonly revision: string | undefined;
  readonly status: number;
}

async function showMemberPage(call: StaffPageCall, operations: AdminOperations, refused?: Refused) {
  const reply = await call.run(operations.staff.getStaffMember);
  const member = reply.body as ShownMember;
  const kept: MemberValues = { ...member, reach: chosenOf(member.reach) };
  const mayChange = call.viewer.can('staff:write');
  const values = refused?.entered ?? kept;
  const form = mayChange
    ? memberForm(values, await reachChoices(call, operations), false, refused?.faultOf ?? noFaults)
    : null;
  return call.show({
    ...{ view: 'staff/member', title: member.name, section: 'staff', crumbs: STAFF_CRUMBS },
    status: refused?.status ?? 200,
    data: {
      ...{ member, form, isSelf: member.id === call.identity.member.id, error: refused?.error },
      ...{ path: `${STAFF_PATH}/${member.id}`, revision: refused?.revision ?? revisionOf(reply) },
      reach: sayReach(member.reach),
      ...{ created: momentOf(member.createdAt), lastSignIn: momentOf(member.lastSignInAt, 'not yet') },
      theirs: refused?.isOvertaken ? differencesOf(inWords(kept), inWords(refused.entered), LABELS) : undefined,
    },
  });
}

const LABELS = { name: 'Name', role: 'Role', reach: 'Reach' };

function inWords({ name, role, reach }: MemberValues) {
  return { name, role, reach: sayReach(reach) };
}
