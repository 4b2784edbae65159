import { BridgeError } from '../../errors/bridge-error.ts';
import type { TakeOutcome } from '../../lib/expiring-store.ts';
import type { MailLink, MailLinkEntry, MailLinkKind, MailLinkSubject } from './mail-link.ts';
import type { MailLinksDependencies } from './mail-links-dependencies.ts';

/** Longer than a job takes; a process that dies in the middle blocks the link for no longer than this. */
const CLAIM_MS = 30_000;

/** Of those who race for one link, one claims it and the others are refused. It is spent when the job is done. */
export async function redeemMailLink<Subject extends MailLinkSubject, Result>(
  dependencies: MailLinksDependencies,
  kind: MailLinkKind,
  link: MailLink<Subject>,
  job: (subject: Subject) => Promise<Result>,
): Promise<Result> {
  const { clock } = dependencies;
  const isOurs = await write(dependencies, link, link.version, clock.nowMs() + CLAIM_MS);
  if (!isOurs) throw new BridgeError(kind.errors.used);
  try {
    const result = await job(link.subject);
    // Only a process that was held up for longer than its claim finds it spent, and by another.
    if ((await spendMailLink(dependencies, kind, link)) === 'spent') throw new BridgeError(kind.errors.used);
    return result;
  } catch (error) {
    // A store that is gone cannot be told; the claim is over by itself then.
    await write(dependencies, link, link.version + 1, null).catch(() => false);
    throw error;
  }
}

export async function spendMailLink<Subject extends MailLinkSubject>(
  { expiring, telemetry }: MailLinksDependencies,
  { purpose }: MailLinkKind,
  { key }: MailLink<Subject>,
): Promise<TakeOutcome['outcome']> {
  const { outcome } = await expiring.takeOnce(key);
  telemetry.tokenRedeemed(purpose, outcome, key.partition);
  return outcome;
}

function write<Subject extends MailLinkSubject>(
  { expiring }: MailLinksDependencies,
  { key, subject }: MailLink<Subject>,
  expectedVersion: number,
  claimedUntilMs: number | null,
): Promise<boolean> {
  const entry: MailLinkEntry<Subject> = { subject, claimedUntilMs };
  return expiring.compareAndSet(key, expectedVersion, JSON.stringify(entry));
}
