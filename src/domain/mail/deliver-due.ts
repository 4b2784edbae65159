import { isBridgeError } from '../../errors/bridge-error.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { Letter } from './letter.ts';
import type { LetterWriters } from './letter-writers.ts';
import type { MailDependencies } from './mail-dependencies.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { sealContext } from './post-letter.ts';

/** How many letters one round takes up, all of which are sent side by side. */
const ROUND = 10;
/** Longer than one letter can take to be sent. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 15 * 60_000;
const GIVE_UP_AFTER_MS = 86_400_000;

/** @returns How many letters were taken up. */
export async function deliverDue(dependencies: MailDependencies, writers: LetterWriters): Promise<number> {
  const nowMs = dependencies.clock.nowMs();
  const holder = newSecret(12);
  const entries = await dependencies.outbox.claimDue(nowMs, { holder, untilMs: nowMs + LEASE_MS }, ROUND);
  await Promise.all(entries.map((entry) => deliver(dependencies, writers, entry, holder)));
  return entries.length;
}

async function deliver(
  dependencies: MailDependencies,
  writers: LetterWriters,
  entry: OutboxEntry,
  holder: string,
): Promise<void> {
  const { outbox, telemetry, log } = dependencies;
  const line = { broker: entry.brokerName, letter: entry.id, kind: entry.kind };
  try {
    const outcome = await send(dependencies, writers, entry);
    await outbox.remove(entry.id, holder);
    telemetry.letter(outcome, entry.kind, entry.brokerName);
    if (outcome === 'refused') log.warn(line, 'the mail server refuses mail for this recipient for good');
  } catch (error) {
    await putOff(dependencies, entry, holder, reasonOf(error));
  }
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

/** The pauses double: a mail server that is away for a minute costs a minute, one away for hours is not pestered. */
async function putOff(
  { outbox, clock, telemetry, log }: MailDependencies,
  entry: OutboxEntry,
  holder: string,
  reason: string,
): Promise<void> {
  const line = { broker: entry.brokerName, letter: entry.id, kind: entry.kind, reason };
  const dueAtMs = clock.nowMs() + Math.min(FIRST_PAUSE_MS * 2 ** entry.failures, LONGEST_PAUSE_MS);
  const isHopeless = dueAtMs - entry.createdAtMs > GIVE_UP_AFTER_MS;
  telemetry.letter(isHopeless ? 'given_up' : 'failed', entry.kind, entry.brokerName);
  if (isHopeless) {
    log.error(line, 'a letter was given up after a day');
    await outbox.remove(entry.id, holder);
    return;
  }
  log.warn({ ...line, failures: entry.failures + 1 }, 'a letter could not be sent; it will be tried again');
  await outbox.postpone(entry.id, holder, dueAtMs);
}

/** What a mail server or a cipher says can repeat what it was given; the name of the fault cannot. */
function reasonOf(error: unknown): string {
  if (isBridgeError(error)) return error.detail === undefined ? error.code : `${error.code}: ${error.detail}`;
  return error instanceof Error ? error.name : 'unknown';
}
