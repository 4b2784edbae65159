import type { UserPlace } from '../../../domain/users/user-store.ts';
import { datedPlace, datedPlaceOf, decodeCursor, toPage } from '../../../http/page-cursor.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { getUser } from '../get-linked-user.ts';

type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

export function getReferrals({ users }: BrokerApiDependencies): Handle {
  return async ({ broker, query }) => {
    const limit = Number(query.limit);
    const partnerId = String(query.partnerId);
    const after = decodeCursor<UserPlace>(query.cursor, datedPlace);
    const page = { ...(after === undefined ? {} : { after }), limit: limit + 1 };
    const found = await users.referrals.list(broker, partnerId, page);
    const shown = toPage(
      found,
      limit,
      ({ id, createdAtMs }) => ({ id, partnerId, createdAt: toRfc3339(createdAtMs) }),
      datedPlaceOf,
    );
    return { body: shown, personIds: found.slice(0, limit).map(({ id }) => id) };
  };
}

export function getReferral({ users }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => {
    const { id } = await getUser(users, broker, params.userId);
    return { body: { id, partnerId: await users.referrals.get(broker, id) }, personIds: [id] };
  };
}

export function putReferral({ users }: BrokerApiDependencies): Handle {
  return async ({ broker, params, body }) => {
    const { id, attribution } = await users.referrals.set(broker, String(params.userId), String(body.partnerId));
    return { body: { id, partnerId: attribution.partnerId }, personIds: [id] };
  };
}

export function deleteReferral({ users }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => {
    const { id } = await users.referrals.remove(broker, String(params.userId));
    return { personIds: [id] };
  };
}
