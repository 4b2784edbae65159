import { findUser } from './platform.ts';
import { userInput } from './schemas.ts';
import { answerWith, managerCall, refuseForeignCrm, refuseUnknownUser } from './simulated-call.ts';

/** Call 3.13: notes that the user accepted the platform's agreement; the first time counts. */
export const acceptAgreement = managerCall(
  { name: '3.13', method: 'put', path: '/cid/oauth2/ctid/acceptAgreement', from: 'query' },
  userInput,
  ({ platform, broker, input }) => {
    const refusal = refuseForeignCrm(broker, input.brokerCrmName);
    if (refusal) return refusal;
    const user = findUser(platform, broker, input.userId);
    if (!user) return refuseUnknownUser();
    user.agreementAcceptedAtMs ??= platform.clock.nowMs();
    platform.changed();
    return answerWith(204);
  },
);
