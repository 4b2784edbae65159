import type { Broker } from '../../domain/brokers/broker.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import { changeEmailRequest, wireText } from './wire-schemas.ts';

const CHANGE_EMAIL: PlatformCall<undefined> = { name: '3.10', method: 'PUT', idempotent: true, answer: null };

/** Call 3.10. */
export async function changeEmail(
  platform: PlatformClient,
  broker: Broker,
  platformUserId: number,
  newEmail: string,
): Promise<void> {
  const { brokerCrmName } = broker;
  const body = wireText(changeEmailRequest, { userId: platformUserId, newEmail, brokerCrmName });
  await platform.call(broker, CHANGE_EMAIL, { path: '/cid/oauth2/ctid/changeEmail', body });
}
