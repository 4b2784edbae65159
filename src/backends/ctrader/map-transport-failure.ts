import type { BridgeError } from '../../errors/bridge-error.ts';
import { platformUnavailable } from './map-platform-error.ts';

/** Steps that come before the first byte of a request leaves; a failure there means that nothing was sent. */
const BEFORE_SENDING = new Set(['connect', 'getaddrinfo']);

/** Node's codes for a certificate that did not pass, such as `CERT_HAS_EXPIRED`. */
export const UNTRUSTED_CERTIFICATE = /CERT|^UNABLE_TO_(?:GET|VERIFY)/;

/**
 * A failure to exchange a request for an answer, as our error. The failure itself is not kept as the cause: those of
 * the HTTP client can hold pieces of what was sent or received.
 */
export function mapTransportFailure(call: string, failure: unknown): BridgeError {
  if (isTimeout(failure)) return platformUnavailable(call, 'was not answered in time', 'unknown');
  const outcome = failedBeforeSending(failure) ? 'not_done' : 'unknown';
  return platformUnavailable(call, `failed in transport (${codeOf(failure)})`, outcome);
}

export function isTimeout(failure: unknown): boolean {
  return failure instanceof Error && failure.name === 'TimeoutError';
}

function failedBeforeSending(failure: unknown): boolean {
  if (failure instanceof AggregateError) return failure.errors.every(failedBeforeSending);
  if (!(failure instanceof Error)) return false;
  if (codeOf(failure) === 'UND_ERR_CONNECT_TIMEOUT' || UNTRUSTED_CERTIFICATE.test(codeOf(failure))) return true;
  return 'syscall' in failure && typeof failure.syscall === 'string' && BEFORE_SENDING.has(failure.syscall);
}

export function codeOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'unknown failure';
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : failure.name;
}
