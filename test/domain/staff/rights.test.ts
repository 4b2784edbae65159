import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { StaffMember, StaffReach } from '../../../src/domain/staff/staff-member.ts';
import { createStaffRights } from '../../../src/domain/staff/staff-rights.ts';
import { STAFF_ROLE_NAMES, STAFF_ROLES, type StaffPermission } from '../../../src/lib/staff-permissions.ts';

const BROKERS = [
  { brokerName: 'a1', brokerCrmName: 'a' },
  { brokerName: 'a2', brokerCrmName: 'a' },
  { brokerName: 'b1', brokerCrmName: 'b' },
];
const { may, reaches } = createStaffRights({
  brokers: {
    find: (name) => BROKERS.find(({ brokerName }) => brokerName === name) as never,
    list: () => [],
    listCrms: () => [],
  },
});
const A1 = { brokerName: 'a1', brokerCrmName: 'a' };

function member(role: StaffMember['role'], reach: StaffReach, status: StaffMember['status'] = 'active'): StaffMember {
  return { id: 'm', email: '', name: '', role, reach, status, createdAtMs: 0, lastSignInAtMs: null, revision: 1 };
}

const some = (crms: string[], brokers: string[] = []): StaffReach => ({ kind: 'some', crms, brokers });
const EVERYTHING: StaffReach = { kind: 'everything' };

describe('what members of staff may do', () => {
  test('in reach the role decides, permission by permission', () => {
    const all = new Set(Object.values(STAFF_ROLES).flat());
    for (const role of STAFF_ROLE_NAMES) {
      for (const permission of all) {
        const expected = STAFF_ROLES[role].includes(permission) ? 'yes' : 'forbidden';
        for (const reach of [EVERYTHING, some(['a']), some([], ['a1'])]) {
          assert.equal(may(member(role, reach), permission, A1), expected, `${role} ${permission}`);
        }
      }
    }
  });

  test('row 28: out of reach everything is hidden, whatever the role', () => {
    for (const role of STAFF_ROLE_NAMES) {
      for (const reach of [some(['b']), some([], ['a2', 'b1']), some([])]) {
        for (const permission of ['white-labels:read', 'white-labels:write'] as const) {
          assert.equal(may(member(role, reach), permission, A1), 'hidden');
        }
        assert.equal(reaches(member(role, reach), A1), false);
      }
    }
  });

  test('a CRM is hidden from who reaches nothing of it, and more than who reaches a part of it may change', () => {
    const create = (reach: StaffReach) => may(member('admin', reach), 'white-labels:create', { brokerCrmName: 'a' });
    assert.equal(create(EVERYTHING), 'yes');
    assert.equal(create(some(['a'])), 'yes');
    assert.equal(create(some([], ['a1'])), 'forbidden');
    assert.equal(create(some(['b'])), 'hidden');
    assert.equal(may(member('support', EVERYTHING), 'white-labels:create', { brokerCrmName: 'a' }), 'forbidden');
  });

  test('the bridge as a whole is for who reaches everything; members are looked after by whoever may', () => {
    const ask = (role: StaffMember['role'], permission: StaffPermission, reach: StaffReach) =>
      may(member(role, reach), permission, null);
    assert.equal(ask('admin', 'settings:read', EVERYTHING), 'yes');
    assert.equal(ask('admin', 'settings:read', some(['a'])), 'forbidden');
    assert.equal(ask('support', 'settings:read', EVERYTHING), 'forbidden');
    assert.equal(ask('owner', 'staff:write', some(['a'])), 'yes');
    assert.equal(ask('admin', 'staff:write', EVERYTHING), 'forbidden');
  });

  test('who is not active may nothing', () => {
    for (const status of ['invited', 'disabled'] as const) {
      assert.equal(may(member('owner', EVERYTHING, status), 'white-labels:read', A1), 'hidden');
    }
  });
});
