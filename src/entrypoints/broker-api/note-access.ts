import type { ApiKey } from '../../domain/api-keys/api-key.ts';
import type { AccessPurpose } from '../../domain/privacy-log/privacy-entry.ts';
import type { PrivacyLog } from '../../domain/privacy-log/privacy-log.ts';
import type { Users } from '../../domain/users/users.ts';
import type { RouteCall } from '../../http/route.ts';
import type { BrokerApiCall, BrokerApiCaller, BrokerApiRoute } from './broker-api-route.ts';
import { readPrivacyHeaders } from './read-privacy-headers.ts';

export type NoteAccess = BrokerApiCall['noteAccess'];

export interface NoteAccessDependencies {
  readonly privacyLog: PrivacyLog;
  readonly users: Users;
}

/**
 * Begins to write down who asks for whose data in one call, each person once. Whom the request names is written at once:
 * that somebody asked for them stands there whatever becomes of it, and before it does.
 *
 * @throws What keeps the caller from personal data.
 */
export async function beginNoting(
  dependencies: NoteAccessDependencies,
  { personalData, operationId }: BrokerApiRoute,
  call: RouteCall<BrokerApiCaller>,
): Promise<NoteAccess> {
  if (personalData.kind === 'none') return async () => undefined;
  const { resource, fields } = personalData;
  const { broker, key } = call.caller;
  const { request, requestId } = call.context;
  const declared =
    key.kind === 'publishable'
      ? ownWord(key, operationId)
      : readPrivacyHeaders(dependencies.privacyLog, broker, request);
  const noted = new Set<string>();

  const noteAccess: NoteAccess = async (personIds) => {
    const fresh = personIds.filter((personId) => !noted.has(personId));
    if (fresh.length === 0) return;
    for (const personId of fresh) noted.add(personId);
    const access = { apiKeyId: key.id, personIds: fresh, resource, operation: operationId, fields, requestId };
    await dependencies.privacyLog.record(broker, { ...declared, ...access });
  };
  await noteAccess(await namedPersons(dependencies, call));
  return noteAccess;
}

/** Behind a publishable key stands whoever opened a page: what they hand in is their own. */
function ownWord({ id }: ApiKey, operationId: string): AccessPurpose {
  return { principal: `publishable_key-${id}`, justification: `self_service-${operationId}` };
}

async function namedPersons(
  { users }: NoteAccessDependencies,
  { caller, params, query, body }: RouteCall<BrokerApiCaller>,
): Promise<string[]> {
  const named = [params.userId, query.userId, body.userId].filter((id) => typeof id === 'string');
  const found = named.map((id) => users.findAnyById(caller.broker.brokerName, id));
  return (await Promise.all(found)).flatMap((user) => (user ? [user.id] : []));
}
