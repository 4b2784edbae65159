const PREFIX = 'agreement-';

/** The ticks of the agreements' form: by the agreement's id, what was shown when it was ticked. */
export function tickedIn(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(body).filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(PREFIX.length), value]));
}
