/** Names what was entered so far, or who waits to be signed in; it travels in the form. @returns Empty for anything else. */
export function pendingIdOf(body: Readonly<Record<string, unknown>>): string {
  const { pending } = body;
  return typeof pending === 'string' && /^[\w-]{32}$/.test(pending) ? pending : '';
}
