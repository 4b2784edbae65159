import { overlapEnd } from './overlap-end.ts';

/**
 * Whether a rotation is as whoever asks for the next one saw it. A second click, and a second member, would otherwise end what the
 * first one let go on working.
 *
 * @param seen - When what was before ends, as it was shown: `null` is that nothing was; any will do when left out.
 * @param ends - Of all that are kept now.
 */
export function isSameOverlap(
  seen: number | null | undefined,
  ends: readonly (number | null)[],
  nowMs: number,
): boolean {
  return seen === undefined || overlapEnd(ends, nowMs) === overlapEnd([seen], nowMs);
}
