import type { Broker } from '../../domain/brokers/broker.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import { type UserIdAnswer, userIdAnswer } from './wire-schemas.ts';

const FIND_USER_ID: PlatformCall<UserIdAnswer> = {
  name: '3.11',
  method: 'GET',
  idempotent: true,
  answer: userIdAnswer,
};

/** Call 3.11. @returns The platform's `userId`, or `undefined` when it has no user with this email. */
export async function findUserId(platform: PlatformClient, broker: Broker, email: string): Promise<number | undefined> {
  const query = { brokerCrmName: broker.brokerCrmName, email };
  const answer = await platform.call(broker, FIND_USER_ID, { path: broker.platform.userIdPath, query });
  return answer.userId ?? undefined;
}
