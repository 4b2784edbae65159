import joi from 'joi';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Idempotency, KeptAnswer } from '../../http/idempotency.ts';
import { rawBodyOf } from '../../http/raw-body.ts';
import type { Route, RouteCall, RouteReply } from '../../http/route.ts';
import type { BrokerApiDependencies } from './broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiCaller, BrokerApiReply, BrokerApiRoute } from './broker-api-route.ts';
import { COMMON_ERRORS } from './errors.ts';
import { readPrivacyHeaders } from './read-privacy-headers.ts';

export const BROKER_API_PREFIX = '/broker-api/v1';

/** Keys of a whole CRM say with it which white label they mean. */
const BROKER_NAME = joi.string().max(100);

/**
 * Makes of an operation what the HTTP kit mounts. Whatever no operation may forget is done here: who asks for personal data
 * says why, the same `Idempotency-Key` gets the same answer, and what was seen of whom is logged before it is answered.
 */
export function toHttpRoute(
  { privacyLog, users }: Pick<BrokerApiDependencies, 'privacyLog' | 'users'>,
  idempotency: Idempotency,
  route: BrokerApiRoute,
): Route<BrokerApiCaller> {
  const { method, scope, keys, request, response, personalData } = route;

  async function answer(call: RouteCall<BrokerApiCaller>): Promise<KeptAnswer> {
    const work = async (idempotencyId: string | null) => keptOf(await route.handle(toCall(call, idempotencyId)));
    const idempotencyKey = method === 'POST' ? call.context.request.get('Idempotency-Key') : undefined;
    if (idempotencyKey === undefined) return work(null);
    const { broker, key } = call.caller;
    const path = call.context.request.originalUrl;
    const said = [method, path, rawBodyOf(call.context.request)] as const;
    return idempotency.run({ partition: broker.brokerName, owner: key.id, key: idempotencyKey, said }, work);
  }

  return {
    method,
    paths: [`${BROKER_API_PREFIX}${route.path}`],
    summary: route.summary,
    security: { kind: 'api-key', scope, keys },
    body: 'signed-json',
    ...(route.maxBodyBytes === undefined ? {} : { maxBodyBytes: route.maxBodyBytes }),
    request: { ...request, query: request.query.keys({ brokerName: BROKER_NAME }), unknownFields: 'refused' },
    response: {
      status: response.status,
      contentType: response.schema ? 'application/json' : 'none',
      ...(response.schema ? { schema: response.schema } : {}),
    },
    errors: [...COMMON_ERRORS, ...route.errors],
    async handle(call) {
      if (personalData.kind === 'none') return toReply(await answer(call), response.status);
      const { broker, key } = call.caller;
      const declared = readPrivacyHeaders(privacyLog, broker, call.context.request);
      const record = (personIds: readonly string[]) =>
        privacyLog.record(broker, {
          ...declared,
          ...{ apiKeyId: key.id, personIds, resource: personalData.resource, operation: route.operationId },
          ...{ fields: personalData.fields, requestId: call.context.requestId },
        });
      const foretold = await personToBeChanged(call);
      if (foretold !== undefined) await record([foretold]);
      const answered = await answer(call);
      const others = answered.personIds.filter((personId) => personId !== foretold);
      if (others.length > 0) await record(others);
      return toReply(answered, response.status);
    },
  };

  /** Whom the address names, where something of that person is about to be changed: that is logged before it is done. */
  async function personToBeChanged({ caller, params }: RouteCall<BrokerApiCaller>): Promise<string | undefined> {
    if (method === 'GET' || params.userId === undefined) return undefined;
    const user = await users.findAnyById(caller.broker.brokerName, String(params.userId));
    return user?.id;
  }
}

function toCall({ caller, params, query, body, context }: RouteCall<BrokerApiCaller>, idempotencyId: string | null) {
  const ifMatch = context.request.get('If-Match') ?? null;
  return { ...caller, params, query, body, context, ifMatch, idempotencyId } satisfies BrokerApiCall;
}

function keptOf({ status, body, personIds = [], etag, headers = {} }: BrokerApiReply): KeptAnswer {
  return {
    status: status ?? null,
    body: body ?? null,
    headers: etag === undefined ? headers : { ...headers, etag },
    personIds,
  };
}

function toReply({ status, body, headers }: KeptAnswer, usualStatus: number): RouteReply {
  if (body !== null) return { kind: 'json', status: status ?? usualStatus, body, headers };
  if (usualStatus !== 204) throw new BridgeError('internal_error', { detail: 'an operation answered nothing' });
  return { kind: 'empty', headers };
}
