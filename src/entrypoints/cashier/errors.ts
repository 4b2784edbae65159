import { STATUS_CODES } from 'node:http';
import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { RouteReply } from '../../http/route.ts';

/** What a callback can meet. */
export const CALLBACK_ERRORS = [
  'malformed_request',
  'parameter_invalid',
  'broker_identification_missing',
  'broker_identification_invalid',
  'broker_identification_mismatch',
  'cashier_signature_invalid',
  'payment_unknown',
  'payment_mismatch',
  'payment_contradicted',
  'store_unavailable',
  'busy',
] as const satisfies readonly ErrorCode[];

/** What a cashier can meet; anything else is a bug here. */
export const CASHIER_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...CALLBACK_ERRORS,
  'not_found',
  'method_not_allowed',
  'internal_error',
]);

/** The catalogue's own words, in JSON. */
export function renderCashierError(error: BridgeError): RouteReply {
  const code = CASHIER_CODES.has(error.code) ? error.code : 'internal_error';
  const { status, sentence } = ERROR_CATALOGUE[code];
  const message = error.field ? `${sentence}: ${error.field}` : sentence;
  return { kind: 'json', status, body: { error: STATUS_CODES[status] ?? 'Error', message, code: code.toUpperCase() } };
}
