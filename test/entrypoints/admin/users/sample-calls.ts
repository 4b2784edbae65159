import type { AdminSample, AdminSamples } from '../support/admin-sample.ts';
import { aSession, aTrader } from './a-trader.ts';

const body = { reason: 'The trader asked for it' };

const ofNewTrader: AdminSample = async ({ bridge, brokerName }) => ({
  params: { brokerName, userId: (await aTrader(bridge, brokerName)).id },
});
const doneToNewTrader: AdminSample = async (scene) => ({ ...(await ofNewTrader(scene)), body });

export const userSamples: AdminSamples = {
  searchUsers: () => ({ query: { q: 'trader@example.com', limit: '5' } }),
  getUser: async ({ bridge, brokerName }) => {
    const seeded = await bridge.app.users.findAnyByEmail(brokerName, 'trader@example.com');
    return { params: { brokerName, userId: seeded?.id ?? '' } };
  },
  listUserAudit: ofNewTrader,
  disableUser: doneToNewTrader,
  enableUser: doneToNewTrader,
  sendPasswordReset: doneToNewTrader,
  endUserSessions: doneToNewTrader,
  endUserSession: async ({ bridge, brokerName }) => {
    const user = await aTrader(bridge, brokerName);
    // Of the second in which another sample ended all sessions of the white label, it would be ended too.
    bridge.clock.advance(1000);
    return { params: { brokerName, userId: user.id, sessionId: await aSession(bridge, user) }, body };
  },
};
