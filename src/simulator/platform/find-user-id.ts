import { findUserByEmail } from './platform.ts';
import { findUserInput } from './schemas.ts';
import { answerWith, managerCall, refuseForeignCrm } from './simulated-call.ts';

/** Call 3.11: the id behind an email; an empty object when there is none. The path is ours, the vendor publishes none. */
export const findUserId = managerCall(
  { name: '3.11', method: 'get', path: '/cid/oauth2/ctid/userId', from: 'query' },
  findUserInput,
  ({ platform, broker, input }) => {
    const refusal = refuseForeignCrm(broker, input.brokerCrmName);
    if (refusal) return refusal;
    const user = findUserByEmail(platform, broker, input.email);
    return answerWith(200, user ? { userId: user.userId } : {});
  },
);
