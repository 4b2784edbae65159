import { isBridgeError } from './bridge-error.ts';

/** What may be logged of a failure. Its words can repeat what it was given; names and codes cannot. */
export function failureReason(error: unknown): string {
  if (isBridgeError(error)) return error.detail === undefined ? error.code : `${error.code}: ${error.detail}`;
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^[A-Z0-9_]{1,60}$/.test(code) ? `${error.name} ${code}` : error.name;
}
