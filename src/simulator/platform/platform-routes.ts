import { setTimeout as wait } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { CallLog, CallRecord } from '../control/call-log.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import type { Platform } from './platform.ts';
import { PLATFORM_CALLS } from './platform-calls.ts';
import { type PlatformReply, refuse, type SimulatedCall } from './simulated-call.ts';

interface CallLocals {
  record: CallRecord;
}
type CallResponse = Response<unknown, CallLocals & Record<string, unknown>>;

/**
 * The platform's web services over HTTP, with whatever was set to go wrong.
 *
 * @param closing - Ends waits when the simulator stops.
 */
export function platformRoutes(platform: Platform, calls: CallLog, closing: AbortSignal): Router {
  const router = Router();
  router.use(['/v2/webserv', '/cid', '/ctid2'], (request, response: CallResponse, next) => {
    const { method, originalUrl: path } = request;
    response.locals.record = calls.start({ direction: 'in', call: '', method, path, brokerName: null, request: null });
    next();
  });
  const json = express.json({ type: () => true, limit: '1mb' });
  for (const call of PLATFORM_CALLS) {
    router[call.method](call.path, json, (request, response: CallResponse) =>
      serve(platform, call, request, response, closing),
    );
  }
  router.use(['/v2/webserv', '/cid', '/ctid2'], (_request, response: CallResponse) => {
    send(response, refuse(404, 'INVALID_REQUEST', 'There is no such call'));
  });
  router.use(answerFailure);
  return router;
}

async function serve(
  platform: Platform,
  call: SimulatedCall,
  request: Request,
  response: CallResponse,
  closing: AbortSignal,
): Promise<void> {
  const { faults } = platform;
  const { record } = response.locals;
  const { token, ...query } = request.query;
  const brokerName = brokerNameOf(platform, call, request.body, token);
  record.identify(call.name, brokerName ?? null);
  record.received(request.body ?? null);
  const delayMs = faults.current().latencyMs + (faults.take('stallNext', call.name, brokerName)?.delayMs ?? 0);
  await wait(delayMs, undefined, { signal: closing }).catch(() => undefined);
  const failure = faults.take('failNext', call.name, brokerName);
  if (failure) return send(response, refuse(failure.status, failure.errorCode, 'Made to fail'));
  const input = call.from === 'body' ? request.body : query;
  const reply = call.answer({ platform, broker: brokerOfToken(platform, token), input, path: request.params });
  if (faults.take('dropAnswer', call.name, brokerName)) {
    request.socket.destroy();
    return;
  }
  if (faults.take('garbleAnswer', call.name, brokerName)) {
    record.answered(reply.status, null);
    response.status(reply.status).type('text/html').send('<html>Bad gateway');
    return;
  }
  send(response, reply);
}

/** Whose call it is: that of the token, or of the manager who asks for one. For faults and the log. */
function brokerNameOf(platform: Platform, call: SimulatedCall, body: unknown, token: unknown): string | undefined {
  if (call.name !== '3.1') return brokerOfToken(platform, token)?.brokerName;
  const login = typeof body === 'object' && body !== null && 'login' in body ? body.login : undefined;
  return platform.brokers.find((broker) => broker.managerLogin === login)?.brokerName;
}

function brokerOfToken(platform: Platform, token: unknown): SimulatedBroker | undefined {
  const held = platform.state.managerTokens.find((known) => known.token === token);
  return platform.brokers.find((broker) => broker.brokerName === held?.brokerName);
}

function send(response: CallResponse, { status, body }: PlatformReply): void {
  response.locals.record.answered(status, body ?? null);
  response.status(status).set('cache-control', 'no-store');
  if (body) response.json(body);
  else response.end();
}

const answerFailure: ErrorRequestHandler<unknown, unknown, unknown, unknown, CallLocals & Record<string, unknown>> = (
  error: { status?: number },
  _request,
  response,
  next,
) => {
  const status = error.status ?? 500;
  if (status >= 500 || response.headersSent || !response.locals.record) return next(error);
  send(response, refuse(status, 'INVALID_REQUEST', 'The body is not well-formed JSON'));
};
