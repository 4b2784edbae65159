import type { IncomingMessage } from 'node:http';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { BridgeError } from '../errors/bridge-error.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import { QueueFullError } from '../lib/bounded-queue.ts';
import { repeatsField } from '../lib/json-fields.ts';
import { refuseUnknown } from './answer-unknown.ts';
import { createFieldCheck } from './check-fields.ts';
import { NO_FIELDS } from './no-fields.ts';
import { createParseMultipart, filesOf } from './parse-multipart.ts';
import { keepRawBody } from './raw-body.ts';
import { type RequestContext, requestContextOf } from './request-context.ts';
import type { BodyFormat, MultipartForm, Route, RouteReply } from './route.ts';
import { sendReply } from './send-reply.ts';

/** What an entry point brings: its table, how it knows a caller, and how it speaks of errors. */
export interface EntryPoint<Caller> {
  readonly routes: readonly Route<Caller>[];
  /** @throws A `BridgeError` when the caller may not use this route. */
  readonly authenticate: (route: Route<Caller>, received: ReceivedRequest) => Caller | Promise<Caller>;
  /** Prefixes below which this entry point answers for addresses that nobody has. */
  readonly answersBelow?: readonly string[];
  /**
   * Asked before a body that may be longer than usual is read, unpacked or parsed, so that none is for somebody who is not let in. What
   * it throws is the answer. It sees no body yet.
   */
  readonly admitLongBody?: (route: Route<Caller>, received: ReceivedRequest) => unknown;
  readonly renderError: (error: BridgeError, received: ReceivedRequest) => RouteReply | Promise<RouteReply>;
  /** What a body over its limit is called; `malformed_request` when left out. */
  readonly bodyTooLarge?: ErrorCode;
  /** By what the uploads of one caller are counted, within the white label; all are one where it is left out. */
  readonly holderOf?: (caller: Caller) => string;
}

/** A request before its fields were checked. */
export interface ReceivedRequest {
  readonly context: RequestContext;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

const BODY_LIMIT_BYTES = 16 * 1024;

function createBodyParser(body: Exclude<BodyFormat, MultipartForm>, limit = BODY_LIMIT_BYTES): RequestHandler {
  switch (body) {
    case 'none':
      return (_request, _response, next) => next();
    case 'json':
      return express.json({ limit, type: () => true, verify: refuseRepeatedFields });
    case 'signed-json':
      // What is signed are the bytes as they are sent.
      return express.json({ limit, type: () => true, inflate: false, verify: keepSignedBody });
    case 'form':
      return express.urlencoded({ limit, extended: false, parameterLimit: 100 });
  }
}

function keepSignedBody(request: IncomingMessage, response: unknown, body: Buffer, charset: string): void {
  keepRawBody(request, body);
  refuseRepeatedFields(request, response, body, charset);
}

/** Runs on the bytes of a JSON body, before it is parsed. @see RFC 8259, section 8.1: JSON is UTF-8. */
function refuseRepeatedFields(_request: unknown, _response: unknown, body: Buffer, charset: string): void {
  if (charset !== 'utf-8') throw new BridgeError('malformed_request', { detail: 'the body is not UTF-8' });
  if (repeatsField(body.toString())) throw new BridgeError('malformed_request', { detail: 'a field stands twice' });
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

/**
 * Mounts a route table. Each request passes the same steps, in this order, and no route can skip one:
 * well-formed body → caller (broker, then token) → fields → the route's own work.
 */
export function mountRoutes<Caller>(entryPoint: EntryPoint<Caller>): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const route of entryPoint.routes) {
    const paths = [...route.paths];
    router[METHODS[route.method]](paths, answer(entryPoint, route));
  }
  for (const [path, methods] of methodsByPath(entryPoint.routes)) {
    router.all(path, (_request, response) => {
      requestContextOf(response).route = path;
      response.setHeader('Allow', methods.join(', '));
      throw new BridgeError('method_not_allowed');
    });
  }
  if (entryPoint.answersBelow) router.use([...entryPoint.answersBelow], refuseUnknown);
  router.use(answerError(entryPoint));
  return router;
}

/** One handler a route: each further one costs the router as much as the parsing of a small body. */
function answer<Caller>(entryPoint: EntryPoint<Caller>, route: Route<Caller>): RequestHandler {
  const name = route.paths[0] ?? '';
  const parseBody =
    typeof route.body === 'string'
      ? createBodyParser(route.body, route.maxBodyBytes)
      : createParseMultipart(route.body, async (request, response) => {
          const caller = await entryPoint.authenticate(route, receive(request, response));
          return entryPoint.holderOf?.(caller) ?? '';
        });
  const { params = NO_FIELDS, unknownFields } = route.request;
  const isJson = route.body === 'json' || route.body === 'signed-json';
  const checkParams = createFieldCheck(params, { isFlat: true });
  const checkQuery = createFieldCheck(route.request.query, { isFlat: true, unknownFields });
  const checkBody = createFieldCheck(route.request.body, { isFlat: !isJson, unknownFields });

  const { maxBodyBytes = BODY_LIMIT_BYTES } = route;
  const isLong = (isJson || route.body === 'form') && maxBodyBytes > BODY_LIMIT_BYTES;
  const admitLong = isLong ? entryPoint.admitLongBody : undefined;

  async function admit(request: Request, response: Response): Promise<void> {
    await admitLong?.(route, receive(request, response));
  }

  async function work(request: Request, response: Response): Promise<void> {
    const received = receive(request, response);
    const caller = await entryPoint.authenticate(route, received);
    const fields = {
      params: checkParams(request.params),
      query: checkQuery(received.query),
      body: checkBody(received.body),
    };
    const files = filesOf(request);
    sendReply(response, await route.handle({ caller, ...fields, files, context: received.context }));
  }

  return (request, response, next) => {
    requestContextOf(response).route = name;
    const read = () =>
      parseBody(request, response, (fault?: unknown) => {
        if (fault) next(fault);
        else work(request, response).catch(next);
      });
    if (admitLong) admit(request, response).then(read, next);
    else read();
  };
}

function receive(request: Request, response: Response): ReceivedRequest {
  const body: unknown = request.body ?? {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new BridgeError('malformed_request', { detail: 'the body is not an object' });
  }
  return { context: requestContextOf(response), query: request.query, body: body as Record<string, unknown> };
}

function answerError<Caller>(entryPoint: EntryPoint<Caller>): ErrorRequestHandler {
  return async (thrown: unknown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const context = requestContextOf(response);
    const error = toBridgeError(thrown, entryPoint.bodyTooLarge);
    context.errorCode = error.code;
    logError(context, error);
    if (error.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(error.retryAfterSeconds));
    const received = { context, query: request.query, body: plainObject(request.body) };
    sendReply(response, await entryPoint.renderError(error, received));
  };
}

function plainObject(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}

/** A fault that a body parser or the router found is the caller's; anything else that is no `BridgeError` is a bug. */
function toBridgeError(thrown: unknown, bodyTooLarge: ErrorCode = 'malformed_request'): BridgeError {
  if (thrown instanceof BridgeError) return thrown;
  if (thrown instanceof QueueFullError) return new BridgeError('busy', { retryAfterSeconds: 1, cause: thrown });
  const status = thrown instanceof Error && 'status' in thrown ? thrown.status : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const code = status === 413 ? bodyTooLarge : 'malformed_request';
    return new BridgeError(code, { detail: thrown instanceof Error ? thrown.name : '' });
  }
  return new BridgeError('internal_error', { cause: thrown });
}

function logError(context: RequestContext, error: BridgeError): void {
  const line = { requestId: context.requestId, broker: context.brokerName, route: context.route, code: error.code };
  if (error.code === 'internal_error') context.log.error({ ...line, err: error.cause }, 'bug');
  else if (error.cause) context.log.warn({ ...line, detail: error.detail, err: error.cause }, 'request failed');
  else if (error.detail) context.log.debug({ ...line, detail: error.detail }, 'request refused');
}

function methodsByPath(routes: readonly { method: string; paths: readonly string[] }[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    for (const path of route.paths) methods.set(path, [...(methods.get(path) ?? []), ...allowed(route.method)]);
  }
  return methods;
}

function allowed(method: string): string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}
