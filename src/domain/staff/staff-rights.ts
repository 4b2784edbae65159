import { BridgeError } from '../../errors/bridge-error.ts';
import { roleAllows, STAFF_ROLES, type StaffPermission } from '../../lib/staff-permissions.ts';
import type { NewStaffMember } from './staff-administration.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import type { StaffMember, StaffReach, StaffTarget } from './staff-member.ts';

/** The only place where rights are decided. */
export interface StaffRights {
  may(member: StaffMember, permission: StaffPermission, target: StaffTarget): 'yes' | 'forbidden' | 'hidden';
  reaches(member: StaffMember, broker: { readonly brokerName: string; readonly brokerCrmName: string }): boolean;
  /** Whether the actor may know that the other one exists: whatever that one reaches, the actor reaches too. */
  sees(actor: StaffMember, other: StaffMember): boolean;
  /** @throws `staff_forbidden` unless the actor may look after members, and has all of that role and reach */
  requireGrant(actor: StaffMember, granted: Pick<NewStaffMember, 'role' | 'reach'>): void;
}

/** Who looks after some white labels looks after their staff as well. */
const OF_MEMBERS: readonly StaffPermission[] = ['staff:read', 'staff:write'];

export function createStaffRights({ brokers }: Pick<StaffDependencies, 'brokers'>): StaffRights {
  const reaches: StaffRights['reaches'] = ({ reach }, { brokerName, brokerCrmName }) =>
    reach.kind === 'everything' || reach.crms.includes(brokerCrmName) || reach.brokers.includes(brokerName);

  /** Who reaches one of its white labels knows a CRM. */
  function knowsCrm({ reach }: StaffMember, brokerCrmName: string): boolean {
    if (reach.kind === 'everything' || reach.crms.includes(brokerCrmName)) return true;
    return reach.brokers.some((name) => brokers.find(name)?.brokerCrmName === brokerCrmName);
  }

  function covers(actor: StaffMember, reach: StaffReach): boolean {
    const own = actor.reach;
    if (own.kind === 'everything') return true;
    if (reach.kind === 'everything') return false;
    return (
      reach.crms.every((name) => own.crms.includes(name)) &&
      reach.brokers.every((brokerName) => {
        const brokerCrmName = brokers.find(brokerName)?.brokerCrmName;
        return own.brokers.includes(brokerName) || (brokerCrmName !== undefined && own.crms.includes(brokerCrmName));
      })
    );
  }

  return {
    reaches,
    may(member, permission, target) {
      const isAllowed = roleAllows(member.role, permission);
      if (member.status !== 'active') return 'hidden';
      if (target === null) {
        const isInReach = member.reach.kind === 'everything' || OF_MEMBERS.includes(permission);
        return isAllowed && isInReach ? 'yes' : 'forbidden';
      }
      const { brokerName, brokerCrmName } = target;
      if (brokerName !== undefined) {
        if (!reaches(member, { brokerName, brokerCrmName })) return 'hidden';
        return isAllowed ? 'yes' : 'forbidden';
      }
      if (!knowsCrm(member, brokerCrmName)) return 'hidden';
      return isAllowed && covers(member, { kind: 'some', crms: [brokerCrmName], brokers: [] }) ? 'yes' : 'forbidden';
    },
    sees: (actor, other) => actor.id === other.id || covers(actor, other.reach),
    requireGrant(actor, { role, reach }) {
      const own = STAFF_ROLES[actor.role];
      const isWithin = STAFF_ROLES[role].every((permission) => own.includes(permission));
      if (roleAllows(actor.role, 'staff:write') && isWithin && covers(actor, reach)) return;
      throw new BridgeError('staff_forbidden', { detail: `${actor.id} would grant ${role}` });
    },
  };
}
