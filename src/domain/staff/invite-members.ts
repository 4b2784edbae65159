import { BridgeError } from '../../errors/bridge-error.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import { hashToken } from '../../lib/secrets.ts';
import { getSeen } from './manage-members.ts';
import { checkPerson, checkReach, newMember } from './new-member.ts';
import type { StaffInvitations } from './staff-administration.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import { newStaffLink } from './staff-links.ts';
import type { StaffMember } from './staff-member.ts';
import { checkStaffPassword } from './staff-password.ts';
import type { StaffRights } from './staff-rights.ts';
import type { StaffSessions } from './staff-sessions.ts';

/** @see `StaffInvitations` */
export function createInvitations(
  dependencies: StaffDependencies,
  { rights, sessions }: { readonly rights: StaffRights; readonly sessions: StaffSessions },
): StaffInvitations {
  const { store, brokers, clock, hasher } = dependencies;

  async function findInvited(token: string): Promise<StaffMember | undefined> {
    const link = await store.findLink('invitation', hashToken(token), clock.nowMs());
    const member = link && (await store.find(link.holder))?.member;
    return member?.status === 'invited' ? member : undefined;
  }

  async function getOwn(actor: StaffMember, memberId: string): Promise<StaffMember> {
    const member = await getSeen(dependencies, rights, actor, memberId);
    rights.requireGrant(actor, member);
    return member;
  }

  return {
    async invite(actor, form) {
      const nowMs = clock.nowMs();
      const member = newMember(form, 'invited', nowMs);
      checkPerson(member);
      rights.requireGrant(actor, member);
      checkReach(brokers, member.reach);
      const { token, link } = newStaffLink('invitation', member.id, nowMs);
      const record = { member, passwordHash: null, sealedTotp: null, credentialsRevision: 1 };
      if (!(await store.add(record, link))) throw new BridgeError('staff_exists', { field: 'email' });
      return { member, token };
    },
    async renew(actor, memberId) {
      const member = await getOwn(actor, memberId);
      const { token, link } = newStaffLink('invitation', memberId, clock.nowMs());
      if (!(await store.putLink(link, 'invited'))) throw new BridgeError('staff_state_wrong');
      return { member, token };
    },
    async revoke(actor, memberId) {
      await getOwn(actor, memberId);
      if (!(await store.removeInvited(memberId))) throw new BridgeError('staff_state_wrong');
    },
    async find(token) {
      const member = await findInvited(token);
      return member && { email: member.email, name: member.name, role: member.role };
    },
    async accept(token, { password }, caller) {
      const invited = await findInvited(token);
      if (!invited) throw new BridgeError('staff_link_spent');
      checkStaffPassword(password, invited.email);
      const passwordHash = await hasher.hash(password, limitSubjectOf(caller.address));
      const wanted = { kind: 'invitation', tokenHash: hashToken(token), nowMs: clock.nowMs() } as const;
      const accepted = await store.redeemLink(wanted, ({ member, ...record }) => {
        if (member.status !== 'invited') throw new BridgeError('staff_link_spent');
        const active = { ...member, status: 'active', revision: member.revision + 1 } as const;
        return { record: { ...record, member: active, passwordHash }, dropsLinks: true };
      });
      if (!accepted) throw new BridgeError('staff_link_spent');
      return sessions.open(accepted, 'invitation', caller);
    },
  };
}
