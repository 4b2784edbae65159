import type { ApiKeyEnvironment } from './api-key.ts';
import { requireApiKeyField } from './require-api-key-field.ts';

export const DEFAULT_LIFETIME_DAYS = 90;
const MAX_LIFETIME_DAYS = 366;
const DAY_MS = 24 * 3600 * 1000;
/** For how long before its end it is said of a key that it ends soon. */
export const EXPIRY_WARNING_MS = 14 * DAY_MS;

/** When a key ends; `null` is without end. @throws `api_key_invalid_settings` */
export function endAfter(expiresInDays: number | null, environment: ApiKeyEnvironment, nowMs: number): number | null {
  if (expiresInDays === null) {
    requireApiKeyField(environment === 'test', 'expiresInDays', 'a key without end is for the sandbox only');
    return null;
  }
  const isGood = Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= MAX_LIFETIME_DAYS;
  requireApiKeyField(isGood, 'expiresInDays', `it is not one of 1 to ${MAX_LIFETIME_DAYS}`);
  return nowMs + expiresInDays * DAY_MS;
}
