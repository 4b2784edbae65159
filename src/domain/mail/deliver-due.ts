import { failureReason } from '../../errors/failure-reason.ts';
import { type DeliveryRules, deliverFromOutbox } from '../../lib/deliver-from-outbox.ts';
import type { Letter } from './letter.ts';
import type { LetterWriters } from './letter-writers.ts';
import type { MailDependencies } from './mail-dependencies.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { sealContext } from './post-letter.ts';

const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 15 * 60_000;

const RULES: DeliveryRules<OutboxEntry> = {
  atOnce: 10,
  leaseMs: 60_000,
  giveUpAfterMs: 86_400_000,
  // A mail server that is away for a minute costs a minute, one away for hours is not pestered.
  pauseMs: ({ failures }) => Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS),
};

/** @returns How many letters were taken up. */
export function deliverDue(dependencies: MailDependencies, writers: LetterWriters): Promise<number> {
  const { outbox, clock, telemetry, log } = dependencies;
  return deliverFromOutbox({
    outbox,
    clock,
    rules: RULES,
    async deliver(entry) {
      const outcome = await send(dependencies, writers, entry);
      telemetry.letter(outcome, entry.kind, entry.brokerName);
      if (outcome === 'refused') log.warn(lineOf(entry), 'the mail server refuses mail for this recipient for good');
    },
    noteFailure(entry, error, isGivenUp) {
      const line = { ...lineOf(entry), reason: failureReason(error) };
      telemetry.letter(isGivenUp ? 'given_up' : 'failed', entry.kind, entry.brokerName);
      if (isGivenUp) log.error(line, 'a letter was given up after a day');
      else log.warn({ ...line, failures: entry.failures + 1 }, 'a letter could not be sent; it will be tried again');
    },
  });
}

/** `nobody` for a letter that turned out to have no reader. */
async function send(
  { keyRing, backend }: MailDependencies,
  writers: LetterWriters,
  entry: OutboxEntry,
): Promise<'sent' | 'refused' | 'nobody'> {
  const letter = JSON.parse(keyRing.open(entry.sealedLetter, sealContext(entry))) as Letter;
  const message = await writers[entry.kind](letter);
  return message ? backend.send(message) : 'nobody';
}

function lineOf({ brokerName, id, kind }: OutboxEntry) {
  return { broker: brokerName, letter: id, kind };
}
