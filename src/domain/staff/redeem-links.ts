import { BridgeError } from '../../errors/bridge-error.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import { hashToken } from '../../lib/secrets.ts';
import { checkMember, newMember } from './new-member.ts';
import type { StaffSignIn } from './sign-in.ts';
import type { StaffFirstOwner, StaffNewPassword } from './staff-administration.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import { newStaffLink } from './staff-links.ts';
import { checkStaffPassword } from './staff-password.ts';
import type { StaffSessions } from './staff-sessions.ts';
import type { StaffRecord } from './staff-store.ts';

/** @see `StaffNewPassword` */
export function createNewPassword(dependencies: StaffDependencies, signIn: StaffSignIn): StaffNewPassword {
  const { store, clock, hasher } = dependencies;

  async function find(token: string) {
    const link = await store.findLink('new-password', hashToken(token), clock.nowMs());
    const member = link && (await store.find(link.holder))?.member;
    if (!link || member?.status !== 'active') return undefined;
    return { member, resetsFactors: link.resetsFactors };
  }

  return {
    async find(token) {
      const found = await find(token);
      return found && { email: found.member.email, name: found.member.name, resetsFactors: found.resetsFactors };
    },
    async accept(token, { password }, caller) {
      const found = await find(token);
      if (!found) throw new BridgeError('staff_link_spent');
      checkStaffPassword(password, found.member.email);
      const passwordHash = await hasher.hash(password, limitSubjectOf(caller.address));
      // Before the link is spent: where this breaks off, it works again.
      if (found.resetsFactors) await removeOtherWays(dependencies, found.member.id);
      const wanted = { kind: 'new-password', tokenHash: hashToken(token), nowMs: clock.nowMs() } as const;
      let resets = false;
      const changed = await store.redeemLink(wanted, (record, { resetsFactors }) => {
        if (record.member.status !== 'active') throw new BridgeError('staff_link_spent');
        resets = resetsFactors;
        const credentialsRevision = record.credentialsRevision + 1;
        const kept = { ...record, passwordHash, credentialsRevision };
        const ends = { endsSessions: true, dropsLinks: true };
        if (!resetsFactors) return { record: kept, ...ends };
        return { record: { ...kept, sealedTotp: null }, totpLastStep: null, recoveryCodeHashes: [], ...ends };
      });
      if (!changed) throw new BridgeError('staff_link_spent');
      const record = resets ? await forgetOtherWays(dependencies, changed) : changed;
      return { ...(await signIn.proceed(record, 'password', caller)), member: record.member };
    },
  };
}

async function removeOtherWays({ passkeys, upstreamAccounts }: StaffDependencies, memberId: string): Promise<void> {
  await passkeys.removeAll(memberId);
  await upstreamAccounts.removeAll(memberId);
}

/** Those that came while the link was spent; whatever was proved by one of them is worth nothing either. */
async function forgetOtherWays(dependencies: StaffDependencies, { member }: StaffRecord): Promise<StaffRecord> {
  const { store } = dependencies;
  await removeOtherWays(dependencies, member.id);
  const changed = await store.change(member.id, (record) => {
    if (record.member.status !== 'active') throw new BridgeError('staff_link_spent');
    return { record: { ...record, credentialsRevision: record.credentialsRevision + 1 }, endsSessions: true };
  });
  if (!changed) throw new BridgeError('staff_link_spent');
  return changed;
}

/** @see `StaffFirstOwner` */
export function createFirstOwner(dependencies: StaffDependencies, sessions: StaffSessions): StaffFirstOwner {
  const { store, brokers, clock, hasher } = dependencies;

  async function isOpen(token: string): Promise<boolean> {
    const link = await store.findLink('first-owner', hashToken(token), clock.nowMs());
    return link !== undefined && (await store.countOwners()) === 0;
  }

  return {
    async offer() {
      if ((await store.countOwners()) > 0) return null;
      const { token, link } = newStaffLink('first-owner', '', clock.nowMs());
      await store.putLink(link, null);
      return token;
    },
    isOpen,
    async accept(token, { email, name, password }, caller) {
      if (!(await isOpen(token))) throw new BridgeError('staff_link_spent');
      const form = { email, name, role: 'owner', reach: { kind: 'everything' } } as const;
      const member = newMember(form, 'active', clock.nowMs());
      checkMember(brokers, member);
      checkStaffPassword(password, member.email);
      const passwordHash = await hasher.hash(password, limitSubjectOf(caller.address));
      const record = { member, passwordHash, sealedTotp: null, credentialsRevision: 1 };
      const outcome = await store.redeemFirstOwner(hashToken(token), record);
      if (outcome === 'spent') throw new BridgeError('staff_link_spent');
      if (outcome === 'email-taken') throw new BridgeError('staff_exists', { field: 'email' });
      return sessions.open(record, 'invitation', caller);
    },
  };
}
