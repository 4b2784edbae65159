import type { User } from '../../../domain/users/user.ts';
import { etagOf } from '../../../http/etags.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { BrokerApiReply } from '../broker-api-route.ts';

/** What of a user is personal. */
export const USER_FIELDS = ['email', 'firstName', 'lastName', 'preferredLanguage', 'platformUserId', 'partnerId'];

export function showUser(user: User): object {
  const { id, email, firstName, lastName, preferredLanguage, platformUserId, attribution } = user;
  return {
    ...{ id, email, firstName, lastName, preferredLanguage, platformUserId, partnerId: attribution.partnerId },
    enabled: user.disabledAtMs === null,
    createdAt: toRfc3339(user.createdAtMs),
    updatedAt: toRfc3339(user.updatedAtMs),
  };
}

export function replyWithUser(user: User): BrokerApiReply {
  return { body: showUser(user), personIds: [user.id], etag: etagOf(user) };
}
