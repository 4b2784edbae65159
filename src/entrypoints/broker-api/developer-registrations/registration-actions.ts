import type { DeveloperRegistrations } from '../../../domain/developer-registrations/developer-registrations.ts';
import type {
  RegistrationPlace,
  RegistrationQuery,
} from '../../../domain/developer-registrations/registration-store.ts';
import { datedPlace, datedPlaceOf, decodeCursor, toPage } from '../../../http/page-cursor.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import { newRecordId } from '../../../lib/ids.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { showRegistration } from './shown-registration.ts';

type NewRegistration = Parameters<DeveloperRegistrations['submit']>[1];
type Decision = Parameters<DeveloperRegistrations['decide']>[2];
type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

/** Who has a publishable key is anybody, so that the address counts; behind a secret one stands the broker's server. */
export function postRegistrations({ developerRegistrations, clock }: BrokerApiDependencies): Handle {
  return async ({ broker, key, body, idempotencyId, noteAccess, context }) => {
    // The schema has seen to it.
    const form = body as unknown as NewRegistration;
    // A key that is public names nobody: another's id must not be made with it.
    const ownId = key.kind === 'secret' ? idempotencyId : null;
    const named = { ...form, id: ownId ?? newRecordId(clock.nowMs()) };
    await noteAccess([named.id]);
    const address = key.kind === 'publishable' ? context.address : null;
    const { id, state, createdAtMs } = await developerRegistrations.submit(broker, named, address);
    return { body: { id, state, createdAt: toRfc3339(createdAtMs) }, personIds: [id] };
  };
}

export function getRegistrations({ developerRegistrations }: BrokerApiDependencies): Handle {
  return async ({ broker, query }) => {
    const limit = Number(query.limit);
    const after = decodeCursor<RegistrationPlace>(query.cursor, datedPlace);
    const { state } = query as Pick<RegistrationQuery, 'state'>;
    const wanted = { ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) };
    const found = await developerRegistrations.list(broker, { ...wanted, limit: limit + 1 });
    const page = toPage(found, limit, showRegistration, datedPlaceOf);
    return { body: page, personIds: found.slice(0, limit).map(({ id }) => id) };
  };
}

export function getRegistration({ developerRegistrations }: BrokerApiDependencies): Handle {
  return async ({ broker, params }) => {
    const registration = await developerRegistrations.get(broker, String(params.registrationId));
    return { body: showRegistration(registration), personIds: [registration.id] };
  };
}

export function postDecision({ developerRegistrations }: BrokerApiDependencies): Handle {
  return async ({ broker, key, params, body }) => {
    const decision = { ...body, decidedBy: key.id } as unknown as Decision;
    const { registration, keys } = await developerRegistrations.decide(broker, String(params.registrationId), decision);
    const shown = keys && {
      ...{ publishableKey: keys.publishable.key, secretKey: keys.secret.key, secret: keys.secret.secret },
      expiresAt: keys.expiresAtMs === null ? null : toRfc3339(keys.expiresAtMs),
    };
    return { body: { ...showRegistration(registration), keys: shown }, personIds: [registration.id] };
  };
}
