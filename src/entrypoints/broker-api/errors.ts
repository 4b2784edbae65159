import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { RouteReply } from '../../http/route.ts';

/** What any operation can meet before its own work begins. */
export const COMMON_ERRORS = [
  'malformed_request',
  'parameter_invalid',
  'parameter_unknown',
  'body_too_large',
  'invalid_api_key',
  'expired_api_key',
  'invalid_signature',
  'ip_not_whitelisted',
  'api_key_unreadable',
  'wrong_environment',
  'insufficient_scope',
  'broker_identification_missing',
  'broker_identification_invalid',
  'broker_identification_mismatch',
  'broker_disabled',
  'privacy_header_missing',
  'privacy_header_invalid',
  'privacy_placeholder_refused',
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'idempotency_in_progress',
  'if_match_unsupported',
  'too_many_requests',
  'store_unavailable',
  'busy',
] as const satisfies readonly ErrorCode[];

/** Of addresses that no operation has. */
const OUTSIDE_ERRORS = ['not_found', 'method_not_allowed', 'internal_error'] as const satisfies readonly ErrorCode[];

/** @returns Every code that a caller can meet, each once. */
export function brokerApiErrors(routes: readonly { readonly errors: readonly ErrorCode[] }[]): ErrorCode[] {
  return [...new Set([...COMMON_ERRORS, ...OUTSIDE_ERRORS, ...routes.flatMap(({ errors }) => errors)])].sort();
}

/** Where it is told what a code means, and what to do. */
export function addressOfError(publicUrl: string, code: ErrorCode): string {
  return `${publicUrl}/docs/errors#${code}`;
}

/** The catalogue's own words in JSON, with a link to the page that says what to do. */
export function createRenderError(publicUrl: string, codes: readonly ErrorCode[]) {
  const known = new Set(codes);
  return (error: BridgeError): RouteReply => {
    const code = known.has(error.code) ? error.code : 'internal_error';
    const { status, sentence } = ERROR_CATALOGUE[code];
    const field = code === error.code ? (error.field ?? OF_THE_BODY.get(code)) : undefined;
    const named = field ? { field } : {};
    const message = error.reason && code === error.code ? `${sentence}: ${error.reason}` : sentence;
    const body = { error: { code, message, ...named, doc_url: addressOfError(publicUrl, code) } };
    return { kind: 'json', status, body, headers: status === 401 ? CHALLENGE : {} };
  };
}

/** What is found before there are any fields. */
const OF_THE_BODY: ReadonlyMap<ErrorCode, string> = new Map([
  ['malformed_request', 'body'],
  ['body_too_large', 'body'],
]);

const CHALLENGE = { 'www-authenticate': 'Bearer realm="broker-api", Basic realm="broker-api"' };
