import { InvalidArgumentError } from 'commander';

const MAX_OVERLAP_HOURS = 24 * 30;

/** For how long an old secret goes on working beside a new one. */
export function parseOverlapHours(text: string): number {
  const hours = Number(text);
  if (text.trim() !== '' && hours >= 0 && hours <= MAX_OVERLAP_HOURS) return hours;
  throw new InvalidArgumentError(`Give a number of hours from 0 to ${MAX_OVERLAP_HOURS}.`);
}
