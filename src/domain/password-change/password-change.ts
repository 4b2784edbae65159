/**
 * Another password for a trader who knows the one before.
 *
 * Owns the order of things, and the letter that tells of it. Does not own passwords or sessions; it changes and ends them
 * through `users` and `access`. Invariants: whoever held a session, a page or a mailed link before the change holds nothing
 * after it; the same form sent twice is one change.
 */
import type { Broker } from '../brokers/broker.ts';
import type { WriteLetter } from '../mail/letter-writers.ts';
import { type ChangeForm, changeOwnPassword } from './change-own-password.ts';
import type { PasswordChangeDependencies } from './password-change-dependencies.ts';
import { writeChangedLetter } from './write-changed-letter.ts';

export interface PasswordChange {
  /**
   * Sets the password and ends everything that the user was signed in with.
   *
   * @param address - Of the trader; wrong passwords are counted against it.
   * @throws `password_wrong`, `too_many_attempts`, `page_expired` (for a page that the user's log-out ended), `busy`
   */
  change(broker: Broker, form: ChangeForm, address: string): Promise<void>;
  /** Writes the letter that tells of a change. */
  readonly writeLetter: WriteLetter;
}

export function createPasswordChange(dependencies: PasswordChangeDependencies): PasswordChange {
  return {
    change: (broker, form, address) => changeOwnPassword(dependencies, broker, form, address),
    writeLetter: (letter) => writeChangedLetter(dependencies, letter),
  };
}
