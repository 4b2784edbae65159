import { findUser } from './platform.ts';
import { setRibbonsInput } from './schemas.ts';
import { answerWith, managerCall, refuseForeignCrm, refuseUnknownUser } from './simulated-call.ts';

/** Call 3.9: the banners that a user sees; empty rules take them away. */
export const setRibbons = managerCall(
  { name: '3.9', method: 'put', path: '/cid/oauth2/ctid/inAppControls', from: 'body' },
  setRibbonsInput,
  ({ platform, broker, input }) => {
    const refusal = refuseForeignCrm(broker, input.brokerCrmName);
    if (refusal) return refusal;
    const user = findUser(platform, broker, input.userId);
    if (!user) return refuseUnknownUser();
    user.ribbons = input.rules.ribbons ?? [];
    platform.changed();
    return answerWith(201, {});
  },
);
