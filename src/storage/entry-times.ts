import type { PutOptions } from '../lib/expiring-store.ts';

/** When an entry is expired and when it is forgotten; milliseconds since the Unix epoch, `null` is never. */
export interface EntryTimes {
  readonly expiresAtMs: number | null;
  readonly forgetAtMs: number | null;
}

export function entryTimesOf(options: PutOptions, nowMs: number): EntryTimes {
  if (options.validForMs === null) return { expiresAtMs: null, forgetAtMs: null };
  const expiresAtMs = wholeMilliseconds(nowMs + options.validForMs);
  return { expiresAtMs, forgetAtMs: wholeMilliseconds(expiresAtMs + (options.rememberForMs ?? 0)) };
}

/** Both engines keep times as integers. */
export function wholeMilliseconds(timeMs: number): number {
  return Math.min(Math.round(timeMs), Number.MAX_SAFE_INTEGER);
}

/** An entry is alive strictly below its end, and over at it. */
export function isOver(endMs: number | null, nowMs: number): boolean {
  return endMs !== null && nowMs >= endMs;
}
