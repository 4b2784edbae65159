import type { Broker } from '../../domain/brokers/broker.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';

const LOG_OUT: PlatformCall<undefined> = { name: '3.12', method: 'POST', idempotent: true, answer: null };

/** Call 3.12. */
export async function logOut(
  platform: PlatformClient,
  broker: Broker,
  platformUserId: number,
  signal?: AbortSignal,
): Promise<void> {
  const query = { brokerCrmName: broker.brokerCrmName, userId: String(platformUserId) };
  const ends = signal ? { signal } : {};
  await platform.call(broker, LOG_OUT, { path: broker.platform.logoutPath, query, ...ends });
}
