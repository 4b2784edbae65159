import type { SimulatedBroker } from '../simulated-broker.ts';
import type { PlatformUser } from '../state/platform-records.ts';
import { findUser, type Platform } from './platform.ts';
import { type ReferralInput, referralInput, setReferralInput } from './schemas.ts';
import { answerWith, managerCall, refuseForeignCrm, refuseUnknownUser } from './simulated-call.ts';

const PATH = '/cid/oauth2/ctid/referral';

/** Call 3.6: which partner a user came from. */
export const setReferral = managerCall(
  { name: '3.6', method: 'put', path: PATH, from: 'body' },
  setReferralInput,
  ({ platform, broker, input }) => {
    const refusal = refuseForeignCrm(broker, input.brokerCrmName);
    if (refusal) return refusal;
    const user = referredUser(platform, broker, input);
    if (!user) return refuseUnknownUser();
    user.partnerId = input.partnerId;
    platform.changed();
    return answerWith(200, {});
  },
);

/** Call 3.7. */
export const getReferral = managerCall(
  { name: '3.7', method: 'get', path: PATH, from: 'query' },
  referralInput,
  ({ platform, broker, input }) => {
    const refusal = refuseForeignCrm(broker, input.brokerCrmName);
    if (refusal) return refusal;
    const user = referredUser(platform, broker, input);
    if (!user) return refuseUnknownUser();
    return answerWith(200, user.partnerId === null ? {} : { partnerId: user.partnerId });
  },
);

/** Call 3.8. */
export const deleteReferral = managerCall(
  { name: '3.8', method: 'delete', path: PATH, from: 'query' },
  referralInput,
  ({ platform, broker, input }) => {
    const refusal = refuseForeignCrm(broker, input.brokerCrmName);
    if (refusal) return refusal;
    const user = referredUser(platform, broker, input);
    if (!user) return refuseUnknownUser();
    user.partnerId = null;
    platform.changed();
    return answerWith(200, {});
  },
);

function referredUser(platform: Platform, broker: SimulatedBroker, input: ReferralInput): PlatformUser | undefined {
  const link = platform.state.links.find((known) => known.ctidTraderAccountId === input.ctidTraderAccountId);
  const userId = input.userId ?? link?.userId;
  return userId === undefined ? undefined : findUser(platform, broker, userId);
}
