import assert from 'node:assert/strict';
import { STATUS_CODES } from 'node:http';
import type { Answer } from '../../support/platform-caller.ts';

/** Statuses of the vendor's table, by code. */
const STATUS_OF: Readonly<Record<string, number>> = {
  MISSING_REQUIRED_PARAMETER: 400,
  MALFORMED_REQUEST: 400,
  BROKER_ID_MISSING: 400,
  BROKER_ID_INVALID: 401,
  BROKER_ID_MISMATCH: 403,
  CH_CLIENT_AUTH_FAILURE: 403,
  CH_INSUFFICIENT_PERMISSIONS: 403,
  CID_TOKEN_NOT_FOUND: 404,
  CID_USER_NOT_FOUND: 404,
  CID_TOKEN_EXPIRED: 410,
  CID_NON_EXISTED_TOKEN: 417,
  REQUEST_FREQUENCY_EXCEEDED: 429,
  TEMPORARILY_UNAVAILABLE: 503,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
};

export const VENDOR_CODES = Object.keys(STATUS_OF);

/** Checks an error answer whole: status, code, exact shape and headers. */
export function assertRefused(answer: Answer, code: string, message?: string): void {
  assert.equal(answer.body.code, code, answer.text);
  assert.equal(answer.status, STATUS_OF[code], answer.text);
  assertErrorShape(answer);
  if (message !== undefined) assert.equal(answer.body.message, message);
  const retryAfter = answer.headers.get('retry-after');
  if (answer.status !== 429 && answer.status !== 503) return;
  assert.match(retryAfter ?? '', /^[1-9]\d*$/, 'Retry-After is a whole number of seconds');
}

/** What any refusal looks like, whatever it refuses. */
export function assertErrorShape(answer: Answer): void {
  const { status, headers, body, text } = answer;
  assert.ok(status >= 400 && status !== 500 && status <= 503, `${status} ${text}`);
  assert.deepEqual(Object.keys(body).sort(), ['code', 'error', 'message'], text);
  assert.equal(body.error, STATUS_CODES[status]);
  assert.match(String(body.message), /^[A-Z]/);
  assert.match(String(body.code), /^[A-Z_]+$/);
  assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
  assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.doesNotMatch(text, /\bat .+:\d+:\d+|node_modules|\.ts\b/, 'a stack trace');
}
