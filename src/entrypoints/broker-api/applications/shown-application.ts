import type { Application } from '../../../domain/applications/application.ts';
import { etagOf } from '../../../http/etags.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { BrokerApiReply } from '../broker-api-route.ts';

/** What of an application is personal. */
export const APPLICATION_FIELDS = ['email', 'firstName', 'lastName', 'preferredLanguage', 'partnerId', 'data', 'state'];

export function showApplication(application: Application): object {
  const { id, email, firstName, lastName, preferredLanguage, partnerId, data, state, userId } = application;
  return {
    ...{ id, email, firstName, lastName, preferredLanguage, partnerId, data, state, userId },
    history: application.history.map(({ from, to, reason, byApiKeyId, atMs }) => ({
      ...{ from, to, reason, apiKeyId: byApiKeyId },
      at: toRfc3339(atMs),
    })),
    createdAt: toRfc3339(application.createdAtMs),
    updatedAt: toRfc3339(application.updatedAtMs),
  };
}

/** Somebody is known by the application first, and as a user too from then on. */
export function personsOf({ id, userId }: Application): string[] {
  return userId === null ? [id] : [id, userId];
}

export function replyWithApplication(application: Application): BrokerApiReply {
  return { body: showApplication(application), personIds: personsOf(application), etag: etagOf(application) };
}
