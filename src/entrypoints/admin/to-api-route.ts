import joi from 'joi';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Route, RouteCall, RouteReply } from '../../http/route.ts';
import type { AdminOperation, AdminReply } from './admin-operation.ts';
import type { AdminCaller } from './authenticate.ts';
import { accessErrorsOf, COMMON_ERRORS } from './errors.ts';
import { fileReply } from './file-reply.ts';
import type { RunOperation } from './run-operation.ts';
import { forgottenSessionCookie, sessionCookie } from './session-cookie.ts';

export const ADMIN_API_PREFIX = '/admin/api/v1';

/** Rights come before fields, so that both are left to `runOperation`. */
const ANY_FIELDS = joi.object();

/** Makes of an operation what the HTTP kit mounts. */
export function toApiRoute(run: RunOperation, operation: AdminOperation): Route<AdminCaller> {
  const { method, access, response } = operation;
  return {
    method,
    paths: [`${ADMIN_API_PREFIX}${operation.path}`],
    summary: operation.summary,
    security:
      access.kind === 'open'
        ? access
        : { kind: 'staff-session', permission: access.kind === 'own' ? null : access.permission },
    body: 'json',
    ...(operation.maxBodyBytes === undefined ? {} : { maxBodyBytes: operation.maxBodyBytes }),
    request: { params: ANY_FIELDS, query: ANY_FIELDS, body: ANY_FIELDS },
    response: {
      status: response.status,
      contentType: response.schema ? 'application/json' : 'none',
      ...(response.schema ? { schema: response.schema } : {}),
    },
    errors: [...COMMON_ERRORS, ...accessErrorsOf(operation), ...operation.errors],
    async handle(call) {
      const { params, query, body, context } = call;
      const ifMatch = context.request.get('If-Match') ?? null;
      const input = { params, query, body, context, ifMatch, isForm: false };
      return toReply(operation, call, await run(operation, call.caller.identity, input));
    },
  };
}

async function toReply(
  { operationId, response }: AdminOperation,
  call: RouteCall<AdminCaller>,
  reply: AdminReply,
): Promise<RouteReply> {
  const token = handOver(call, reply);
  const headers = { ...(reply.etag === undefined ? {} : { etag: reply.etag }) };
  if (reply.file) return await fileReply(reply.file);
  if (reply.body !== undefined) {
    return { kind: 'json', status: reply.status ?? response.status, body: { ...reply.body, ...token }, headers };
  }
  if (response.status !== 204) throw new BridgeError('internal_error', { detail: `${operationId} answered nothing` });
  return { kind: 'empty', headers };
}

/** Who showed a bearer token, or asked for one, gets the new one so; a browser gets a cookie, which its scripts cannot read. */
function handOver({ caller, body, context }: RouteCall<AdminCaller>, { opened, isSignedOut }: AdminReply): object {
  const asBearer = caller.shownBy === 'bearer' || body.as === 'bearer';
  if (opened && asBearer) return { token: opened.token };
  if (opened) context.headers['set-cookie'] = sessionCookie(opened.token);
  else if (isSignedOut) context.headers['set-cookie'] = forgottenSessionCookie();
  return {};
}
