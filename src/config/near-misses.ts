import { SETTINGS } from './settings.ts';

/**
 * Finds environment variables that are probably misspelt settings.
 *
 * @returns One sentence for each.
 */
export function findNearMisses(names: readonly string[]): string[] {
  const known: string[] = Object.values(SETTINGS).map(({ variable }) => variable);
  const sentences: string[] = [];
  for (const name of names) {
    if (known.includes(name)) continue;
    const meant = known.find((variable) => isNearMiss(name, variable));
    if (meant) sentences.push(`${name} is not a setting; did you mean ${meant}?`);
  }
  return sentences;
}

/** Short names are near to many words (HOST, HOME), so they allow one slip; long ones three (PROXY, PROXIES). */
function isNearMiss(name: string, variable: string): boolean {
  const allowed = variable.length < 8 ? 1 : variable.length < 12 ? 2 : 3;
  if (name.replaceAll('_', '').toUpperCase() === variable.replaceAll('_', '')) return true;
  return Math.abs(name.length - variable.length) <= allowed && editDistance(name, variable) <= allowed;
}

/** How many single letters to add, drop or change (Levenshtein). */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...left].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...right].entries()) {
      const changed = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(changed, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
