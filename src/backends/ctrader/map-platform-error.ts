import { BridgeError, type CallOutcome } from '../../errors/bridge-error.ts';
import type { PlatformAnswer, PlatformCall } from './platform-call.ts';

const UNAVAILABLE_RETRY_SECONDS = 5;
const FREQUENCY_RETRY_SECONDS = 60;

/** What the platform calls it when an answer says no. */
const EMAIL_TAKEN = 'CH_EMAIL_ALREADY_EXISTS';
const TOO_FREQUENT = 'REQUEST_FREQUENCY_EXCEEDED';

/** The platform's refusal (4xx) as our error. The request was certainly not carried out. */
export function mapPlatformError(call: PlatformCall<unknown>, answer: PlatformAnswer): BridgeError {
  const errorCode = platformErrorCodeOf(answer.body);
  const detail = `not done: ${call.name} was answered ${answer.status} ${errorCode}`;
  if (answer.status === 429 || errorCode === TOO_FREQUENT) {
    const retryAfterSeconds = answer.retryAfterSeconds ?? FREQUENCY_RETRY_SECONDS;
    return new BridgeError('platform_unavailable', { detail, retryAfterSeconds, outcome: 'not_done' });
  }
  const taken = errorCode === EMAIL_TAKEN ? 'platform_email_taken' : undefined;
  const code = call.refusals?.[answer.status] ?? taken ?? 'platform_refused';
  return new BridgeError(code, { detail, outcome: 'not_done' });
}

/**
 * The error for a platform that gave no answer we can use.
 *
 * @param call - The number of the call.
 * @param what - For the log; never the text of a foreign error, for that may hold what was sent or received.
 */
export function platformUnavailable(
  call: string,
  what: string,
  outcome: CallOutcome,
  retryAfterSeconds = UNAVAILABLE_RETRY_SECONDS,
): BridgeError {
  const prefix = outcome === 'not_done' ? 'not done' : 'outcome unknown';
  return new BridgeError('platform_unavailable', { detail: `${prefix}: ${call} ${what}`, outcome, retryAfterSeconds });
}

/**
 * The `errorCode` of a platform's error body.
 *
 * @returns A fixed phrase when there is none, or one that does not look like a code and so could hold anything.
 */
export function platformErrorCodeOf(body: unknown): string {
  const error = fieldOf(body, 'error');
  const errorCode = fieldOf(error, 'errorCode');
  if (typeof errorCode !== 'string' || !/^[A-Z][A-Z0-9_]{0,63}$/.test(errorCode)) return 'without a known code';
  return errorCode;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
