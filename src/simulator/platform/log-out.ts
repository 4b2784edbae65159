import { findUser } from './platform.ts';
import { userInput } from './schemas.ts';
import { answerWith, managerCall, refuseForeignCrm, refuseUnknownUser } from './simulated-call.ts';

/** Call 3.12: ends the user's sessions in the app. The path is ours, the vendor publishes none. */
export const logOut = managerCall(
  { name: '3.12', method: 'post', path: '/cid/oauth2/ctid/logout', from: 'query' },
  userInput,
  ({ platform, broker, input }) => {
    const refusal = refuseForeignCrm(broker, input.brokerCrmName);
    if (refusal) return refusal;
    const user = findUser(platform, broker, input.userId);
    if (!user) return refuseUnknownUser();
    user.loggedOutAtMs = platform.clock.nowMs();
    platform.state.appSessions = platform.state.appSessions.filter((session) => session.userId !== user.userId);
    platform.changed();
    return answerWith(204);
  },
);
