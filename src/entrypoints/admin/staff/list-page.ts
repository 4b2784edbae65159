import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { momentOf, pagerOf } from '../page/form-input.ts';
import type { showMember } from '../session/show-session.ts';
import { sayReach } from './reach-form.ts';

export type ShownMember = ReturnType<typeof showMember>;

export const STAFF_PATH = '/admin/staff';
export const STAFF_CRUMBS = [{ label: 'Staff', href: STAFF_PATH }];

/** Everybody whom the member who looks may know of. */
export function staffListPage({ staff }: AdminOperations): AdminPage {
  return {
    method: 'GET',
    path: STAFF_PATH,
    access: 'staff',
    async handle(call) {
      const { q = '', cursor } = call.query;
      const query = { q, ...(cursor === undefined ? {} : { cursor }) };
      const reply = await call.run(staff.listStaff, { query });
      const { items, nextCursor } = reply.body as { items: readonly ShownMember[]; nextCursor: string | null };
      const mayInvite = call.viewer.can('staff:write');
      const invite = { label: 'Invite somebody', href: `${STAFF_PATH}/invite` };
      return call.show({
        ...{ view: 'staff/list', title: 'Staff', section: 'staff' },
        lead: 'Who administers the bridge, and where.',
        actions: mayInvite ? [{ ...invite, isPrimary: true }] : [],
        data: {
          q,
          rows: items.map((member) => rowOf(member, call.identity.member.id)),
          pager: pagerOf(call, nextCursor),
          invite: mayInvite ? invite : undefined,
        },
      });
    },
  };
}

function rowOf(member: ShownMember, ownId: string) {
  const { id, name, email, role, reach, status, lastSignInAt } = member;
  return [
    { text: name, href: `${STAFF_PATH}/${id}`, note: id === ownId ? `${email} (you)` : email },
    role,
    sayReach(reach),
    { badge: status },
    momentOf(lastSignInAt, 'not yet'),
  ];
}
