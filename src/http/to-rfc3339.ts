/** @returns In UTC, with milliseconds (RFC 3339). */
export function toRfc3339(ms: number): string {
  return new Date(ms).toISOString();
}
