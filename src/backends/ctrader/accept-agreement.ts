import type { Broker } from '../../domain/brokers/broker.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';

const ACCEPT_AGREEMENT: PlatformCall<undefined> = { name: '3.13', method: 'PUT', idempotent: true, answer: null };

/** Call 3.13. */
export async function acceptAgreement(platform: PlatformClient, broker: Broker, platformUserId: number): Promise<void> {
  const query = { brokerCrmName: broker.brokerCrmName, userId: String(platformUserId) };
  await platform.call(broker, ACCEPT_AGREEMENT, { path: '/cid/oauth2/ctid/acceptAgreement', query });
}
