import type { Broker } from '../../domain/brokers/broker.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import { type ReferralAnswer, referralAnswer } from './wire-schemas.ts';

const FIND_REFERRAL: PlatformCall<ReferralAnswer> = {
  name: '3.7',
  method: 'GET',
  idempotent: true,
  answer: referralAnswer,
};

/** Call 3.7. @returns The partner; `undefined` when the platform knows none. */
export async function findReferral(
  platform: PlatformClient,
  broker: Broker,
  platformUserId: number,
): Promise<string | undefined> {
  const query = { brokerCrmName: broker.brokerCrmName, userId: String(platformUserId) };
  const { partnerId } = await platform.call(broker, FIND_REFERRAL, { path: '/cid/oauth2/ctid/referral', query });
  return partnerId || undefined;
}
