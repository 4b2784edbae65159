import type { Broker } from '../../domain/brokers/broker.ts';
import type { NewPlatformUser } from '../../domain/users/identity-backend.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import { type CreateUserAnswer, createUserAnswer, createUserRequest, wireText } from './wire-schemas.ts';

const CREATE_USER: PlatformCall<CreateUserAnswer> = {
  name: '3.2',
  method: 'POST',
  idempotent: false,
  answer: createUserAnswer,
};

/** Call 3.2. @returns The platform's `userId`. */
export async function createUser(platform: PlatformClient, broker: Broker, user: NewPlatformUser): Promise<number> {
  const body = wireText(createUserRequest, {
    brokerCrmName: broker.brokerCrmName,
    email: user.email,
    ...(user.firstName ? { firstName: user.firstName } : {}),
    ...(user.nickName ? { nickName: user.nickName } : {}),
    ...(user.preferredLanguage ? { preferredLanguage: user.preferredLanguage } : {}),
  });
  const answer = await platform.call(broker, CREATE_USER, { path: '/cid/oauth2/ctid/create', body });
  return answer.userId;
}
