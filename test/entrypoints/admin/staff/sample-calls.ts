import { randomUUID } from 'node:crypto';
import type { StaffMember } from '../../../../src/domain/staff/staff-member.ts';
import type { AdminSamples, AdminScene } from '../support/admin-sample.ts';

const reason = 'Left the company';

export const staffSamples: AdminSamples = {
  listStaff: () => ({ query: { q: 'example', limit: '5' } }),
  getStaffMember: async (scene) => ofMember(await newMember(scene)),
  inviteStaffMember: ({ brokerName }) => ({
    body: { ...newPerson(), reach: { kind: 'some', crms: [], brokers: [brokerName] } },
  }),
  updateStaffMember: async (scene) => {
    const member = await newMember(scene);
    return { ...ofMember(member), body: { role: 'auditor' }, ifMatch: `"${member.revision}"` };
  },
  disableStaffMember: async (scene) => ({ ...ofMember(await newMember(scene)), body: { reason } }),
  enableStaffMember: async (scene) => ofMember(await newMember(scene)),
  endStaffSessions: async (scene) => ({ ...ofMember(await newMember(scene)), body: { reason } }),
  makeNewPasswordLink: async (scene) => ({ ...ofMember(await newMember(scene)), body: { resetFactors: true } }),
  renewInvitation: async (scene) => ofMember(await newInvited(scene)),
  withdrawInvitation: async (scene) => ofMember(await newInvited(scene)),
};

function newPerson() {
  return { email: `sample-${randomUUID()}@example.com`, name: 'Sam Sample', role: 'support' } as const;
}

function ofMember({ id }: StaffMember) {
  return { params: { memberId: id } };
}

async function newMember({ bridge, brokerName }: AdminScene): Promise<StaffMember> {
  const reach = { kind: 'some', crms: [], brokers: [brokerName] } as const;
  const member = await bridge.app.staff.members.import({ ...newPerson(), reach, password: 'correct horse battery' });
  if (!member) throw new Error('The member was not added');
  return member;
}

async function newInvited({ bridge, brokerName }: AdminScene): Promise<StaffMember> {
  const { operator, invitations } = bridge.app.staff;
  const reach = { kind: 'some', crms: [], brokers: [brokerName] } as const;
  return (await invitations.invite(operator, { ...newPerson(), reach })).member;
}
