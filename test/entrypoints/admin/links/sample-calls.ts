import { randomUUID } from 'node:crypto';
import type { AdminSamples, AdminScene } from '../support/admin-sample.ts';

const password = 'another horse battery';

export const linkSamples: AdminSamples = {
  lookAtInvitation: async (scene) => ({ body: { token: await invited(scene) } }),
  acceptInvitation: async (scene) => ({ body: { token: await invited(scene), password } }),
  lookAtNewPassword: async (scene) => ({ body: { token: await newPassword(scene) } }),
  acceptNewPassword: async (scene) => ({ body: { token: await newPassword(scene), password } }),
  // There is an owner already wherever samples are called.
  lookAtFirstOwner: () => ({ body: { token: 'none' } }),
  acceptFirstOwner: () => ({ body: { token: 'none', email: 'first@example.com', name: 'First', password } }),
};

async function invited({ bridge, owner }: AdminScene): Promise<string> {
  const form = { email: `invited-${randomUUID()}@example.com`, name: 'Invited', role: 'support' } as const;
  const reach = { kind: 'some', crms: [], brokers: ['tradingtech_main'] } as const;
  return (await bridge.app.staff.invitations.invite(owner.member, { ...form, reach })).token;
}

async function newPassword({ bridge, owner }: AdminScene): Promise<string> {
  return (await bridge.app.staff.members.newPasswordLink(owner.member, owner.member.id)).token;
}
