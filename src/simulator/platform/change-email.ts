import { findUser, findUserByEmail } from './platform.ts';
import { changeEmailInput } from './schemas.ts';
import { answerWith, managerCall, refuse, refuseForeignCrm, refuseUnknownUser } from './simulated-call.ts';

/** Call 3.10. */
export const changeEmail = managerCall(
  { name: '3.10', method: 'put', path: '/cid/oauth2/ctid/changeEmail', from: 'body' },
  changeEmailInput,
  ({ platform, broker, input }) => {
    const refusal = refuseForeignCrm(broker, input.brokerCrmName);
    if (refusal) return refusal;
    const user = findUser(platform, broker, input.userId);
    if (!user) return refuseUnknownUser();
    const holder = findUserByEmail(platform, broker, input.newEmail);
    if (holder && holder !== user) return refuse(400, 'CH_EMAIL_ALREADY_EXISTS', 'A user with this email exists');
    user.email = input.newEmail.toLowerCase();
    platform.changed();
    return answerWith(204);
  },
);
