import { isDeepStrictEqual } from 'node:util';
import { BridgeError } from '../../errors/bridge-error.ts';
import { roleAllows } from '../../lib/staff-permissions.ts';
import { checkMember, checkPerson, checkReach, newMember } from './new-member.ts';
import type { StaffMemberChange, StaffMemberPage, StaffMemberQuery, StaffMembers } from './staff-administration.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import { newStaffLink } from './staff-links.ts';
import type { StaffMember } from './staff-member.ts';
import { checkStaffPassword } from './staff-password.ts';
import type { StaffRights } from './staff-rights.ts';
import type { StaffChange, StaffRecord } from './staff-store.ts';

const READ_AT_ONCE = 200;

/** @see `StaffMembers` */
export function createStaffMembers(dependencies: StaffDependencies, rights: StaffRights): StaffMembers {
  const { store, brokers, hasher, clock } = dependencies;
  const get = (actor: StaffMember, memberId: string) => getSeen(dependencies, rights, actor, memberId);
  return {
    list: (actor, query) => listMembers(dependencies, rights, actor, query),
    get,
    async update(actor, memberId, change, expectedRevision) {
      const changed = await store.change(memberId, (record, otherOwners) => {
        requireSeen(rights, actor, record.member);
        return updated({ brokers, rights, actor, otherOwners, expectedRevision }, record, change);
      });
      if (!changed) throw new BridgeError('staff_member_unknown');
      return changed.member;
    },
    async endSessions(actor, memberId) {
      rights.requireGrant(actor, await get(actor, memberId));
      return store.endSessions(memberId, null);
    },
    async newPasswordLink(actor, memberId, { resetFactors = false } = {}) {
      rights.requireGrant(actor, await get(actor, memberId));
      const { token, link } = newStaffLink('new-password', memberId, clock.nowMs(), resetFactors);
      const isWritten = await store.putLink(link, 'active');
      if (!isWritten) throw new BridgeError('staff_state_wrong');
      return { token };
    },
    async import({ password, ...form }) {
      const member = newMember(form, 'active', clock.nowMs());
      checkMember(brokers, member);
      checkStaffPassword(password, member.email);
      if (await store.findByEmail(member.email)) return undefined;
      const passwordHash = await hasher.hash(password);
      const record = { member, passwordHash, sealedTotp: null, credentialsRevision: 1 };
      return (await store.add(record, null)) ? member : undefined;
    },
  };
}

/** @throws `staff_member_unknown` also where the actor must not know of them */
export async function getSeen(
  { store }: StaffDependencies,
  rights: StaffRights,
  actor: StaffMember,
  memberId: string,
): Promise<StaffMember> {
  const record = await store.find(memberId);
  if (!record) throw new BridgeError('staff_member_unknown');
  requireSeen(rights, actor, record.member);
  return record.member;
}

function requireSeen(rights: StaffRights, actor: StaffMember, member: StaffMember): void {
  if (!roleAllows(actor.role, 'staff:read')) throw new BridgeError('staff_forbidden');
  if (!rights.sees(actor, member)) throw new BridgeError('staff_member_unknown');
}

async function listMembers(
  { store }: StaffDependencies,
  rights: StaffRights,
  actor: StaffMember,
  { search = '', cursor, limit }: StaffMemberQuery,
): Promise<StaffMemberPage> {
  if (!roleAllows(actor.role, 'staff:read')) throw new BridgeError('staff_forbidden');
  const wanted = search.trim().toLowerCase();
  const items: StaffMember[] = [];
  let afterEmail = cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString('utf8');
  for (;;) {
    const records = await store.list(afterEmail, READ_AT_ONCE);
    for (const { member } of records) {
      const isWanted = member.email.includes(wanted) || member.name.toLowerCase().includes(wanted);
      if (!isWanted || !rights.sees(actor, member)) continue;
      // One more than the page holds says that there is another one.
      if (items.length === limit) return { items, nextCursor: toCursor(items.at(-1)) };
      items.push(member);
    }
    if (records.length < READ_AT_ONCE) return { items, nextCursor: null };
    afterEmail = records.at(-1)?.member.email ?? '';
  }
}

function toCursor(last: StaffMember | undefined): string | null {
  return last ? Buffer.from(last.email).toString('base64url') : null;
}

interface Update {
  readonly brokers: StaffDependencies['brokers'];
  readonly rights: StaffRights;
  readonly actor: StaffMember;
  readonly otherOwners: number;
  readonly expectedRevision: number;
}

function updated(update: Update, record: StaffRecord, change: StaffMemberChange): StaffChange {
  const { rights, actor, otherOwners } = update;
  const { member } = record;
  rights.requireGrant(actor, member);
  if (member.revision !== update.expectedRevision) throw new BridgeError('staff_changed_meanwhile');
  if (change.status !== undefined && member.status === 'invited') throw new BridgeError('staff_state_wrong');
  const { name = member.name, role = member.role, reach = member.reach, status = member.status } = change;
  const next = { ...member, name: name.trim(), role, reach, status };
  if (isDeepStrictEqual(next, member)) return { record };
  checkPerson(next);
  rights.requireGrant(actor, next);
  checkReach(update.brokers, next.reach);
  if (isOwnerOfAll(member) && !isOwnerOfAll(next) && otherOwners === 0) throw new BridgeError('staff_last_owner');
  const changed = { ...record, member: { ...next, revision: member.revision + 1 } };
  if (member.status === next.status) return { record: changed };
  // What was proved or sent before is worth nothing any more, when they are enabled again too.
  const credentialsRevision = record.credentialsRevision + 1;
  return { record: { ...changed, credentialsRevision }, endsSessions: true, dropsLinks: true };
}

function isOwnerOfAll({ role, reach, status }: StaffMember): boolean {
  return role === 'owner' && reach.kind === 'everything' && status === 'active';
}
