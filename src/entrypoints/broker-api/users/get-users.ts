import type { UserPlace } from '../../../domain/users/user-store.ts';
import { datedPlace, datedPlaceOf, decodeCursor, toPage } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { showUser } from './shown-user.ts';

export function getUsers({ users }: BrokerApiDependencies) {
  return async ({ broker, query }: BrokerApiCall): Promise<BrokerApiReply> => {
    const limit = Number(query.limit);
    const after = decodeCursor<UserPlace>(query.cursor, datedPlace);
    const found = await users.list(broker, {
      ...(query.email === undefined ? {} : { email: users.normaliseEmail(String(query.email)) }),
      ...(query.platformUserId === undefined ? {} : { platformUserId: Number(query.platformUserId) }),
      ...(after === undefined ? {} : { after }),
      limit: limit + 1,
    });
    const page = toPage(found, limit, showUser, datedPlaceOf);
    return { body: page, personIds: found.slice(0, limit).map(({ id }) => id) };
  };
}
