import { hash } from 'node:crypto';

/** Six bytes are a whole number that JSON and entity tags carry. */
const HEX_DIGITS = 12;

/** A number that is another one when anything of the value is; for things that count no revisions of their own. */
export function fingerprintOf(value: unknown): number {
  return Number.parseInt(hash('sha256', JSON.stringify(value)).slice(0, HEX_DIGITS), 16);
}
