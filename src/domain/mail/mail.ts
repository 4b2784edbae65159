/**
 * Letters to traders: an outbox that survives a crash, and its delivery.
 *
 * Owns when and how often sending is tried. Does not own what a letter says: whoever posts a kind of letter also writes
 * it, at the moment it is sent, so that a link in it is fresh however long the mail server was away. Invariants: a
 * letter that was posted is sent at least once, or given up after a day; what waits is sealed; nothing of a letter but
 * its kind and white label is logged.
 */
import type { Backlog } from '../../lib/backlog.ts';
import { createDeliveryLoop } from '../../lib/delivery-loop.ts';
import { deliverDue } from './deliver-due.ts';
import type { Letter } from './letter.ts';
import type { LetterWriters } from './letter-writers.ts';
import type { MailDependencies } from './mail-dependencies.ts';
import { postLetter } from './post-letter.ts';

export interface Mail {
  /** Puts a letter into the outbox; once this is done, it will be sent. @throws `store_unavailable` */
  post(letter: Letter): Promise<void>;
  /** How many letters are in the outbox. @param brokerNames - `null` is all white labels. */
  countWaiting(brokerNames: readonly string[] | null): Promise<Backlog>;
  /** Sends what is due, once. @returns How many letters were taken up. */
  deliverDue(writers: LetterWriters): Promise<number>;
  /** Sends from now on whatever becomes due. */
  start(writers: LetterWriters): void;
  /** Sends no more; what was under way is broken off, and is due again when its lease is over. */
  stop(): Promise<void>;
}

export function createMail(dependencies: MailDependencies): Mail {
  const loop = createDeliveryLoop(dependencies.log);
  return {
    async post(letter) {
      await postLetter(dependencies, letter);
      loop.wake();
    },
    countWaiting: (brokerNames) => dependencies.outbox.countWaiting(brokerNames),
    deliverDue: (writers) => deliverDue(dependencies, writers),
    start: (writers) => loop.start(() => deliverDue(dependencies, writers)),
    async stop() {
      dependencies.backend.close();
      await loop.stop();
    },
  };
}
