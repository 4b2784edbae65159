import { findUserByEmail } from './platform.ts';
import { createUserInput } from './schemas.ts';
import { answerWith, managerCall, refuse, refuseForeignCrm } from './simulated-call.ts';

/** Call 3.2: a user of the broker whose manager calls. */
export const createUser = managerCall(
  { name: '3.2', method: 'post', path: '/cid/oauth2/ctid/create', from: 'body' },
  createUserInput,
  ({ platform, broker, input }) => {
    const refusal = refuseForeignCrm(broker, input.brokerCrmName);
    if (refusal) return refusal;
    const email = input.email.toLowerCase();
    if (email.endsWith('@privaterelay.appleid.com')) {
      return refuse(400, 'INVALID_REQUEST', 'Private relay addresses are not accepted');
    }
    if (platform.faults.current().duplicateEmail || findUserByEmail(platform, broker, email)) {
      return refuse(400, 'CH_EMAIL_ALREADY_EXISTS', 'A user with this email exists');
    }
    const userId = platform.state.next.userId++;
    platform.state.users.push({
      userId,
      brokerName: broker.brokerName,
      email,
      firstName: input.firstName ?? null,
      nickName: input.nickName ?? null,
      preferredLanguage: input.preferredLanguage ?? null,
      partnerId: null,
      ribbons: [],
      agreementAcceptedAtMs: null,
      loggedOutAtMs: null,
      createdAtMs: platform.clock.nowMs(),
    });
    platform.changed();
    return answerWith(201, { userId });
  },
);
