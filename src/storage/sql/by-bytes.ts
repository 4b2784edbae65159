/** Texts in the order in which both engines have them when they compare bytes; each once. */
export function byBytes(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}
