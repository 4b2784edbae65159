import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation } from '../admin-operation.ts';
import { noInput } from '../schemas.ts';
import { changeNote, reachOf, targetOf } from './member-changes.ts';
import { newMember, ofMember, passwordLinkOptions, shownLink } from './schemas.ts';

const ofOne = { ...noInput, params: ofMember };
const tag = 'Staff';
/** Who has such a link becomes the member. */
const access = { kind: 'reach', permission: 'staff:write', stepUp: true } as const;
const linked = { status: 201, schema: shownLink, description: 'The link' } as const;

export interface StaffLinkOperations {
  readonly inviteStaffMember: StaffOperation;
  readonly renewInvitation: StaffOperation;
  readonly withdrawInvitation: StaffOperation;
  readonly makeNewPasswordLink: StaffOperation;
}

/** Links with which people become members, or set another password. */
export function staffLinkOperations(dependencies: AdminDependencies): StaffLinkOperations {
  return { ...invitationOperations(dependencies), makeNewPasswordLink: newPasswordLink(dependencies) };
}

function invitationOperations({
  staff,
  publicUrl,
}: AdminDependencies): Omit<StaffLinkOperations, 'makeNewPasswordLink'> {
  const linkOf = (token: string) => `${publicUrl}/admin/invitation?token=${token}`;
  return {
    inviteStaffMember: {
      operationId: 'inviteStaffMember',
      method: 'POST',
      path: '/staff',
      tag,
      summary: 'Invite somebody',
      description: 'The link works once, for three days. Nobody can grant more than they have.',
      access,
      effect: { kind: 'change', action: 'staff.invite' },
      request: { ...noInput, body: newMember },
      response: linked,
      errors: ['staff_invalid', 'staff_exists'],
      handle: async ({ member: actor, body }) => {
        const { reach, ...form } = body as unknown as NewMember;
        const { member, token } = await staff.invitations.invite(actor, { ...form, reach: reachOf(reach) });
        return { body: { id: member.id, link: linkOf(token) }, changed: changeNote(null, member) };
      },
    },
    renewInvitation: {
      operationId: 'renewInvitation',
      method: 'POST',
      path: '/staff/:memberId/invitation',
      tag,
      summary: 'Make a new link for an invitation',
      description: 'The one before is worth nothing any more.',
      access,
      effect: { kind: 'change', action: 'staff.renew-invitation' },
      request: ofOne,
      response: linked,
      errors: ['staff_member_unknown', 'staff_state_wrong'],
      handle: async ({ member: actor, params }) => {
        const { member, token } = await staff.invitations.renew(actor, String(params.memberId));
        return { body: { id: member.id, link: linkOf(token) }, changed: [{ target: targetOf(member), changes: [] }] };
      },
    },
    withdrawInvitation: {
      operationId: 'withdrawInvitation',
      method: 'DELETE',
      path: '/staff/:memberId/invitation',
      tag,
      summary: 'Withdraw an invitation',
      access: { ...access, stepUp: false },
      effect: { kind: 'change', action: 'staff.withdraw-invitation' },
      request: ofOne,
      response: { status: 204, schema: null, description: 'The link is worth nothing, and the member is gone' },
      errors: ['staff_member_unknown', 'staff_state_wrong'],
      handle: async ({ member: actor, params }) => {
        const member = await staff.members.get(actor, String(params.memberId));
        await staff.invitations.revoke(actor, member.id);
        return { changed: changeNote(member, null) };
      },
    },
  };
}

type NewMember = Omit<Parameters<AdminDependencies['staff']['invitations']['invite']>[1], 'reach'> & {
  readonly reach: Parameters<typeof reachOf>[0];
};

function newPasswordLink({ staff, publicUrl }: AdminDependencies): StaffOperation {
  return {
    operationId: 'makeNewPasswordLink',
    method: 'POST',
    path: '/staff/:memberId/new-password-link',
    tag,
    summary: 'Make a link for a new password',
    description: 'It works once, for a day, and takes the place of the one before. The old password works until then.',
    access,
    effect: { kind: 'change', action: 'staff.new-password-link' },
    request: { ...ofOne, body: passwordLinkOptions },
    response: linked,
    errors: ['staff_member_unknown', 'staff_state_wrong'],
    handle: async ({ member: actor, params, body }) => {
      const id = String(params.memberId);
      const resetFactors = body.resetFactors === true;
      const { token } = await staff.members.newPasswordLink(actor, id, { resetFactors });
      const changes = [{ field: 'resetFactors', before: null, after: resetFactors }];
      const link = `${publicUrl}/admin/new-password?token=${token}`;
      return { body: { id, link }, changed: [{ target: targetOf({ id }), changes }] };
    },
  };
}
