import type { Broker } from '../../domain/brokers/broker.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';

const REMOVE_REFERRAL: PlatformCall<undefined> = { name: '3.8', method: 'DELETE', idempotent: true, answer: null };

/** Call 3.8. */
export async function removeReferral(platform: PlatformClient, broker: Broker, platformUserId: number): Promise<void> {
  const query = { brokerCrmName: broker.brokerCrmName, userId: String(platformUserId) };
  await platform.call(broker, REMOVE_REFERRAL, { path: '/cid/oauth2/ctid/referral', query });
}
