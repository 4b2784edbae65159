import type { ApplicationPlace } from '../../../domain/applications/application-store.ts';
import type { Applications } from '../../../domain/applications/applications.ts';
import { expectedRevision } from '../../../http/etags.ts';
import { datedPlace, datedPlaceOf, decodeCursor, toPage } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { personsOf, replyWithApplication, showApplication } from './shown-application.ts';

type NewApplication = Parameters<Applications['submit']>[1];
type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

/** The same `Idempotency-Key` makes one application. */
export function postApplications({ applications }: BrokerApiDependencies): Handle {
  return async ({ broker, key, body, idempotencyId }) => {
    // The schema has seen to it.
    const wanted = body as unknown as NewApplication;
    const named = idempotencyId === null ? wanted : { ...wanted, id: idempotencyId };
    return replyWithApplication(await applications.submit(broker, named, key.id));
  };
}

export function getApplications({ applications, users }: BrokerApiDependencies): Handle {
  return async ({ broker, query }) => {
    const limit = Number(query.limit);
    const after = decodeCursor<ApplicationPlace>(query.cursor, datedPlace);
    const found = await applications.list(broker, {
      ...(query.state === undefined ? {} : { state: String(query.state) }),
      ...(query.email === undefined ? {} : { email: users.normaliseEmail(String(query.email)) }),
      ...(after === undefined ? {} : { after }),
      limit: limit + 1,
    });
    const page = toPage(found, limit, showApplication, datedPlaceOf);
    return { body: page, personIds: found.slice(0, limit).flatMap(personsOf) };
  };
}

export function getApplication({ applications }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) =>
    replyWithApplication(await applications.get(broker, String(params.applicationId)));
}

export function postTransitions({ applications }: BrokerApiDependencies): Handle {
  return async ({ broker, key, params, body, ifMatch, idempotencyId }) => {
    const move = {
      to: String(body.to),
      reason: body.reason === undefined ? null : String(body.reason),
      expectedRevision: expectedRevision(ifMatch),
      ...(idempotencyId === null ? {} : { id: idempotencyId }),
    };
    return replyWithApplication(await applications.move(broker, String(params.applicationId), move, key.id));
  };
}
