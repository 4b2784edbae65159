import { mock } from 'node:test';
import type { FakeClock } from '../../../support/fake-clock.ts';

const SECOND_MS = 1000;
export const DAY_SECONDS = 86_400;

/** Moves the bridge's clock, and the one of the process, by which the engine goes; from the first call on that one stands. */
export function moveTime(clock: FakeClock, seconds: number): void {
  clock.advance(seconds * SECOND_MS);
  mock.timers.reset();
  mock.timers.enable({ apis: ['Date'], now: clock.nowMs() });
}
