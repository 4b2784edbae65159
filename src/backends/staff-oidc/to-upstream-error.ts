import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';

type UpstreamErrorCode = Extract<ErrorCode, 'staff_upstream_refused' | 'staff_upstream_unavailable'>;

/** What the library says when nobody answered, or not with what was asked for. */
const UNAVAILABLE = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

/**
 * What goes wrong at the provider, in the bridge's own terms. What the provider said itself goes nowhere: it can repeat
 * what it was sent.
 *
 * @param otherwise - Where it is not plain from the error.
 */
export function toUpstreamError(error: unknown, otherwise: UpstreamErrorCode): BridgeError {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const status = error instanceof ResponseBodyError ? error.status : 0;
    const code = status >= 500 ? 'staff_upstream_unavailable' : otherwise;
    return new BridgeError(code, { detail: `the provider says ${nameOf(error.error)}` });
  }
  const codes = codesOf(error);
  const isAway = codes.some((code) => UNAVAILABLE.has(code)) || isFromFetch(error);
  return new BridgeError(isAway ? 'staff_upstream_unavailable' : otherwise, { detail: detailOf(error, codes) });
}

/** A failure that the library does not know is one of the line to the provider. */
function isFromFetch(error: unknown): boolean {
  return error instanceof ClientError && error.code === undefined;
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [...own, ...codesOf(error.cause)];
}

/** The library's own sentences and codes. */
function detailOf(error: unknown, codes: readonly string[]): string {
  const sentence = error instanceof ClientError ? error.message : 'something is wrong with what it sent';
  return codes.length === 0 ? sentence : `${sentence} (${codes.join(', ')})`;
}

/** @see RFC 6749, section 4.1.2.1: letters, digits and signs; ours are words. */
function nameOf(error: unknown): string {
  return typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : 'something else';
}
