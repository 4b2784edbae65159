/** @returns In UTC, with milliseconds (RFC 3339). */
export function toRfc3339(ms: number): string {
  return new Date(ms).toISOString();
}

/** The same of a moment that need not be. */
export function toRfc3339OrNull(ms: number | null): string | null {
  return ms === null ? null : toRfc3339(ms);
}
