import { generateSync } from 'otplib';
import type { AdminSamples } from '../support/admin-sample.ts';
import { ofNothing } from '../support/admin-sample.ts';

const caller = { address: '192.0.2.7', userAgent: 'another browser' };

export const accountSamples: AdminSamples = {
  getAccount: ofNothing,
  changePassword: ({ owner }) => ({ body: { current: owner.password, next: 'another horse battery' } }),
  listOwnSessions: ofNothing,
  endOwnSession: async ({ bridge, owner }) => {
    const result = await bridge.app.staff.signIn({ email: owner.member.email, password: owner.password }, caller);
    if (result.kind !== 'signed-in') throw new Error('The owner has a second factor');
    return { params: { sessionId: result.opened.session.id } };
  },
  endOtherSessions: ofNothing,
  beginAuthenticator: ofNothing,
  confirmAuthenticator: async ({ bridge, owner }) => {
    const { secret } = await bridge.app.staff.own.beginTotp(owner.member.id);
    return { body: { code: generateSync({ secret, epoch: Math.floor(bridge.clock.nowMs() / 1000) }) } };
  },
  removeAuthenticator: ofNothing,
  makeRecoveryCodes: ofNothing,
  beginPasskey: ofNothing,
  addPasskey: () => ({ body: { label: 'Laptop', response: {} } }),
  renamePasskey: () => ({ params: { passkeyId: 'none' }, body: { label: 'Laptop' } }),
  removePasskey: () => ({ params: { passkeyId: 'none' } }),
};
