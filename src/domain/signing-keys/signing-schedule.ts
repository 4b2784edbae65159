import type { SigningKey } from './signing-key.ts';

/** For how long caches of published keys are given to hear of a new one. */
export const DEFAULT_LEAD_SECONDS = 900;

/** The longest life of anything that is signed: an access token of the profile `autoshares`. */
const SIGNED_LIFE_MS = 86_400_000;
/** How much the clocks of those who sign and of those who verify may differ. */
const CLOCK_TOLERANCE_MS = 300_000;

/** @returns When the keys retire that another follows: nothing that they signed lives then. */
export function retirementAfter(nextSignsFromMs: number): number {
  return nextSignsFromMs + SIGNED_LIFE_MS + CLOCK_TOLERANCE_MS;
}

export function isPublished({ retiresAtMs }: SigningKey, nowMs: number): boolean {
  return retiresAtMs === null || nowMs < retiresAtMs;
}

/**
 * Which of the keys of one algorithm signs: the latest whose time has come, but none whose signature would outlive it.
 * Where there is no such key (the one before was revoked, or this clock is behind), the next one signs before its time.
 *
 * @param keys - At most one of them is not to retire.
 */
export function chooseSigner(keys: readonly SigningKey[], nowMs: number): SigningKey | undefined {
  const able = keys.filter(
    ({ signsFromMs, retiresAtMs }) =>
      signsFromMs <= nowMs && (retiresAtMs === null || nowMs + SIGNED_LIFE_MS <= retiresAtMs),
  );
  if (able.length > 0) return able.reduce((best, key) => (signsLater(key, best) ? key : best));
  return keys.find(({ retiresAtMs }) => retiresAtMs === null);
}

/** Of two that begin in the same moment, one that is not to retire follows the other. */
function signsLater(key: SigningKey, other: SigningKey): boolean {
  if (key.signsFromMs !== other.signsFromMs) return key.signsFromMs > other.signsFromMs;
  return key.retiresAtMs === null;
}

/** @returns When another key begins to sign, or one is not published any more; `null` when that is not foreseen. */
export function nextChange(keys: readonly SigningKey[], nowMs: number): number | null {
  const times = keys.flatMap(({ signsFromMs, retiresAtMs }) => [signsFromMs, retiresAtMs ?? 0]);
  const ahead = times.filter((timeMs) => timeMs > nowMs);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
