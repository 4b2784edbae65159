import type { Access } from '../../../domain/access/access.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { User } from '../../../domain/users/user.ts';
import type { Users } from '../../../domain/users/users.ts';
import { expectedRevision } from '../../../http/etags.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { getUser } from '../get-linked-user.ts';
import { replyWithUser } from './shown-user.ts';

type UserChange = Parameters<Users['update']>[2];
type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

export function getOneUser({ users }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => replyWithUser(await getUser(users, broker, params.userId));
}

export function patchUser({ users }: BrokerApiDependencies): Handle {
  return async ({ broker, params, body, ifMatch }) =>
    replyWithUser(
      await users.update(broker, String(params.userId), body as unknown as UserChange, expectedRevision(ifMatch)),
    );
}

/** Nobody gets in any more, and whoever is in is put out. */
export function postDisable({ users, access }: BrokerApiDependencies): Handle {
  return async ({ broker, params, ifMatch }) => {
    const user = await users.disable(broker, String(params.userId), expectedRevision(ifMatch));
    await endEverywhere(access, broker, user);
    return replyWithUser(user);
  };
}

export function postEnable({ users }: BrokerApiDependencies): Handle {
  return async ({ broker, params, ifMatch }) =>
    replyWithUser(await users.enable(broker, String(params.userId), expectedRevision(ifMatch)));
}

export function postEndSessions({ users, access }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => {
    const user = await getUser(users, broker, params.userId);
    await endEverywhere(access, broker, user);
    return { personIds: [user.id] };
  };
}

/** On the screens and of apps for sure, and at the platform if that can be reached. */
async function endEverywhere(access: Access, broker: Broker, user: User): Promise<void> {
  await access.endAllSessions(broker, user);
  if (user.platformUserId !== null) await access.logOutOfPlatform(broker, user.platformUserId);
}
