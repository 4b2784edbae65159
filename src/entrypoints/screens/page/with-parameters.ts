/** A reference to this very page with some of its parameters changed; `null` takes one away, all others stay. */
export function withParameters(ownQuery: string, changes: Readonly<Record<string, string | null>>): string {
  const parameters = new URLSearchParams(ownQuery);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  return `?${parameters}`;
}
