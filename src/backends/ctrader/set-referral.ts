import type { Broker } from '../../domain/brokers/broker.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import { setReferralRequest, wireText } from './wire-schemas.ts';

const SET_REFERRAL: PlatformCall<undefined> = { name: '3.6', method: 'PUT', idempotent: true, answer: null };

/** Call 3.6. */
export async function setReferral(
  platform: PlatformClient,
  broker: Broker,
  platformUserId: number,
  partnerId: string,
): Promise<void> {
  const { brokerCrmName } = broker;
  const body = wireText(setReferralRequest, { brokerCrmName, userId: platformUserId, partnerId });
  await platform.call(broker, SET_REFERRAL, { path: '/cid/oauth2/ctid/referral', body });
}
