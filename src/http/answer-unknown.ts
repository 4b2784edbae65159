import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { BridgeError } from '../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../errors/catalogue.ts';
import { requestContextOf } from './request-context.ts';
import { sendReply } from './send-reply.ts';

/** Where no entry point has the address. */
export const refuseUnknown: RequestHandler = () => {
  throw new BridgeError('not_found');
};

/** For faults outside every entry point: an unknown address, or one that is not even well-formed. */
export const answerUnknown: ErrorRequestHandler = (thrown: unknown, _request, response, next) => {
  if (response.headersSent) return next(thrown);
  const context = requestContextOf(response);
  const code =
    thrown instanceof BridgeError ? thrown.code : isCallersFault(thrown) ? 'malformed_request' : 'internal_error';
  if (code === 'internal_error') context.log.error({ requestId: context.requestId, err: thrown }, 'bug');
  context.errorCode = code;
  const { status, sentence } = ERROR_CATALOGUE[code];
  const body = { error: STATUS_CODES[status] ?? 'Error', message: sentence, code: code.toUpperCase() };
  sendReply(response, { kind: 'json', status, body });
};

function isCallersFault(thrown: unknown): boolean {
  const status = thrown instanceof Error && 'status' in thrown ? thrown.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}
