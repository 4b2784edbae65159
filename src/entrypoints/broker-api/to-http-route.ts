import joi from 'joi';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Idempotency, KeptAnswer } from '../../http/idempotency.ts';
import { rawBodyOf } from '../../http/raw-body.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { Route, RouteCall, RouteReply } from '../../http/route.ts';
import type { BrokerApiCall, BrokerApiCaller, BrokerApiReply, BrokerApiRoute } from './broker-api-route.ts';
import { COMMON_ERRORS } from './errors.ts';
import { beginNoting, type NoteAccess, type NoteAccessDependencies } from './note-access.ts';

export const BROKER_API_PREFIX = '/broker-api/v1';

/** Keys of a whole CRM say with it which white label they mean. */
const BROKER_NAME = joi.string().max(100);

/**
 * Makes of an operation what the HTTP kit mounts. Whatever no operation may forget is done here: who asks for personal data
 * says why, the same `Idempotency-Key` gets the same answer, and what was seen of whom is logged before it is answered.
 */
export function toHttpRoute(
  dependencies: NoteAccessDependencies,
  idempotency: Idempotency,
  route: BrokerApiRoute,
): Route<BrokerApiCaller> {
  const { method, scope, keys, request, response } = route;

  async function answer(call: RouteCall<BrokerApiCaller>, noteAccess: NoteAccess): Promise<KeptAnswer> {
    const work = async (idempotencyId: string | null) =>
      keptOf(await route.handle(toCall(call, idempotencyId, noteAccess)));
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
      refuseIfMatch(route, call.context);
      const noteAccess = await beginNoting(dependencies, route, call);
      const answered = await answer(call, noteAccess);
      await noteAccess(answered.personIds);
      return toReply(answered, response.status);
    },
  };
}

/** A condition that would not be looked at must not pass for one that was. */
function refuseIfMatch({ errors }: BrokerApiRoute, { request }: RequestContext): void {
  const ifMatch = request.get('If-Match');
  if (ifMatch === undefined || ifMatch.trim() === '*' || errors.includes('precondition_failed')) return;
  throw new BridgeError('if_match_unsupported', { field: 'If-Match' });
}

function toCall(
  { caller, params, query, body, context }: RouteCall<BrokerApiCaller>,
  idempotencyId: string | null,
  noteAccess: NoteAccess,
): BrokerApiCall {
  const ifMatch = context.request.get('If-Match') ?? null;
  return { ...caller, params, query, body, context, ifMatch, idempotencyId, noteAccess };
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
