import type { ErrorCode } from '../../../errors/catalogue.ts';

/** What can be wrong with any request for a screen. */
export const COMMON_ERRORS = [
  'malformed_request',
  'broker_identification_missing',
  'broker_identification_invalid',
  'broker_identification_mismatch',
  'broker_disabled',
  'store_unavailable',
] as const satisfies readonly ErrorCode[];
