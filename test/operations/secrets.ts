/** Every secret of a run, by what it is; whoever makes or sees one puts it down here. */
export type Secrets = Map<string, Set<string>>;

export function note(secrets: Secrets, name: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') return;
  secrets.set(name, (secrets.get(name) ?? new Set<string>()).add(value));
}

/**
 * @param ignored - Kinds of secrets that may stand in this text.
 * @returns What kinds of secrets stand in a text, as they are or as a URL spells them.
 */
export function secretsIn(text: string, secrets: Secrets, ignored: readonly string[] = []): string[] {
  const kinds = [...secrets].filter(([name]) => !ignored.includes(name));
  return kinds
    .filter(([, values]) =>
      [...values].some((value) => text.includes(value) || text.includes(encodeURIComponent(value))),
    )
    .map(([name]) => name);
}
