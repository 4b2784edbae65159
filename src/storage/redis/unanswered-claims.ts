/**
 * Remembers the claims of takes whose answer never came. Such a take may have spent its entry, although its caller was
 * told that nothing was consumed; the next take of that entry brings the old claims along, and gets what they took.
 *
 * A claim is handed to one call at a time, so that no two calls can both get the entry.
 */
export interface UnansweredClaims {
  /** Hands over the claims on an entry, and forgets them. */
  takeOver(entryKey: string): readonly string[];
  /** Keeps claims for the next call. */
  remember(entryKey: string, claims: readonly string[]): void;
}

const MAX_ENTRIES = 10_000;
const MAX_CLAIMS_PER_ENTRY = 16;

export function createUnansweredClaims(): UnansweredClaims {
  const claimsByEntry = new Map<string, readonly string[]>();
  return {
    takeOver(entryKey) {
      if (claimsByEntry.size === 0) return [];
      const claims = claimsByEntry.get(entryKey) ?? [];
      claimsByEntry.delete(entryKey);
      return claims;
    },
    remember(entryKey, claims) {
      const known = claimsByEntry.get(entryKey) ?? [];
      claimsByEntry.set(entryKey, [...known, ...claims].slice(0, MAX_CLAIMS_PER_ENTRY));
      const [oldest] = claimsByEntry.keys();
      if (claimsByEntry.size > MAX_ENTRIES && oldest !== undefined) claimsByEntry.delete(oldest);
    },
  };
}
