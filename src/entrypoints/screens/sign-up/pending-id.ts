/** Names what was entered so far, or who waits to be signed in, in a form or an address. @returns Empty for anything else. */
export function pendingIdOf(value: unknown): string {
  return typeof value === 'string' && /^[\w-]{32}$/.test(value) ? value : '';
}
