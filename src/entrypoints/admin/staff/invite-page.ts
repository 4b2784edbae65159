import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { type FaultOf, faultsOf, messageAbove, noFaults } from '../page/form-input.ts';
import { STAFF_CRUMBS, STAFF_PATH } from './list-page.ts';
import { MEMBER_FIELDS, type MemberValues, memberForm } from './member-form.ts';
import { type ChosenReach, reachChoices, readReach, wantedReach } from './reach-form.ts';

const PATH = `${STAFF_PATH}/invite`;

/** Whoever is invited gets the link from who invites: it is shown this once. */
export function invitePages(operations: AdminOperations): AdminPage[] {
  const { staff } = operations;
  return [
    {
      method: 'GET',
      path: PATH,
      access: 'staff',
      asksFor: staff.inviteStaffMember,
      async handle(call) {
        const reach: ChosenReach = { kind: 'some', crms: [], brokers: [] };
        return showForm(call, operations, { email: '', name: '', role: 'support', reach });
      },
    },
    {
      method: 'POST',
      path: PATH,
      access: 'staff',
      async handle(call) {
        const { email = '', name = '', role = '' } = call.form;
        const reach = readReach(call);
        const body = { email: email.trim(), name: name.trim(), role, reach: wantedReach(reach) };
        const attempt = await call.attempt(staff.inviteStaffMember, { body, isTyped: true });
        if (attempt.kind === 'refused') {
          const faultOf = inviteFaults(faultsOf(attempt), attempt.error.code);
          const error = attempt.error.code === 'staff_exists' ? undefined : messageAbove(attempt, MEMBER_FIELDS);
          return showForm(call, operations, { email, name, role, reach }, { faultOf, error, status: attempt.status });
        }
        const { id, link } = attempt.reply.body as { readonly id: string; readonly link: string };
        return showLink(call, {
          title: `Invitation for ${email.trim()}`,
          text: 'The link works once, for three days. Send it to nobody but them; it is shown this once, and can be made anew.',
          ...{ link, next: `${STAFF_PATH}/${id}`, notice: 'member-invited' },
        });
      },
    },
  ];
}

function inviteFaults(faultOf: FaultOf, code: string): FaultOf {
  if (code !== 'staff_exists') return faultOf;
  return (field) => (field === 'email' ? 'There is a member with this email address already.' : undefined);
}

interface Refusal {
  readonly faultOf: FaultOf;
  readonly error: string | undefined;
  readonly status: number;
}

const NO_REFUSAL: Refusal = { faultOf: noFaults, error: undefined, status: 200 };

async function showForm(
  call: StaffPageCall,
  operations: AdminOperations,
  values: MemberValues,
  { faultOf, error, status }: Refusal = NO_REFUSAL,
) {
  const choices = await reachChoices(call, operations);
  const form = memberForm(values, choices, true, faultOf);
  return call.show({
    ...{ view: 'staff/invite', title: 'Invite somebody', section: 'staff', crumbs: STAFF_CRUMBS, status },
    data: { form, action: PATH, error },
  });
}

interface NewLink {
  readonly title: string;
  readonly text: string;
  readonly link: string;
  /** Where to go on. */
  readonly next: string;
  readonly notice?: 'member-invited';
}

export function showLink(call: StaffPageCall, { title, text, link, next, notice }: NewLink) {
  const secret = { title: 'Hand this link on now', text, secrets: [{ label: 'Link', value: link }], next };
  return call.show({
    ...{ view: 'integrations/secret', title, section: 'staff', crumbs: STAFF_CRUMBS, data: { secret } },
    ...(notice === undefined ? {} : { notice }),
  });
}
