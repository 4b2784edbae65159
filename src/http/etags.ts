import { BridgeError } from '../errors/bridge-error.ts';

/** @see RFC 9110, section 8.8.3. */
export function etagOf({ revision }: { readonly revision: number }): string {
  return `"${revision}"`;
}

/** @throws `precondition_failed` where the caller saw another revision than that of now */
export function requireSeen(ifMatch: string | null, revision: number): void {
  const seen = expectedRevision(ifMatch);
  if (seen !== null && seen !== revision) throw new BridgeError('precondition_failed');
}

/**
 * @param ifMatch - As the header came.
 * @returns The revision that the caller knows; `null` where any will do.
 * @throws `precondition_failed` for what was never a tag of ours
 */
export function expectedRevision(ifMatch: string | null): number | null {
  if (ifMatch === null || ifMatch.trim() === '*') return null;
  const [, revision] = /^\s*"(\d{1,15})"\s*$/.exec(ifMatch) ?? [];
  if (revision === undefined) throw new BridgeError('precondition_failed', { field: 'If-Match' });
  return Number(revision);
}
