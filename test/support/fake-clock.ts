import type { Clock } from '../../src/lib/clock.ts';

/** A clock that only moves when a test moves it. */
export interface FakeClock extends Clock {
  advance(milliseconds: number): void;
  set(nowMs: number): void;
}

/** @param startMs - Milliseconds since the Unix epoch; the real time when left out. */
export function createFakeClock(startMs = Date.now()): FakeClock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    advance(milliseconds) {
      nowMs += milliseconds;
    },
    set(value) {
      nowMs = value;
    },
  };
}
