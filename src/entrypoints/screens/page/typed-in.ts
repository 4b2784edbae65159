const MAX_KEPT_LENGTH = 1024;

/**
 * What was typed into a form, to be shown again; never name a password here. A control character can be typed by
 * accident, but neither seen nor taken away again.
 */
export function typedIn(body: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, cleanTextOf(body[name])]));
}

function cleanTextOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value
    .slice(0, MAX_KEPT_LENGTH)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '');
}
