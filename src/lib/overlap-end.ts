/**
 * @param ends - Of what is kept of a rotation, the current one too.
 * @returns When what was before ends; `null` where nothing of before works any more.
 */
export function overlapEnd(ends: readonly (number | null)[], nowMs: number): number | null {
  return ends.find((endsAtMs) => endsAtMs !== null && endsAtMs > nowMs) ?? null;
}
