import { BridgeError } from '../../errors/bridge-error.ts';
import { runExclusively } from '../../lib/run-exclusively.ts';
import type { Broker } from '../brokers/broker.ts';
import type { MailLinks } from '../mail-links/mail-links.ts';
import { carryOutChange } from './carry-out-change.ts';
import type { EmailChangeDependencies } from './email-change-dependencies.ts';
import { type EmailLinkSubject, passwordMarkOf } from './email-link.ts';

const WAIT_MS = 5000;

/**
 * Changes the address at the platform and here. One run at a time for each user; a second click finds it done.
 *
 * @throws `email_link_unknown`, `email_link_expired`, `email_link_used`, `email_link_replaced`, `email_taken`,
 *   `email_change_unfinished`, `email_change_refused`, `busy`
 */
export async function confirmChange(
  dependencies: EmailChangeDependencies,
  links: MailLinks<EmailLinkSubject>,
  broker: Broker,
  token: string,
  address: string,
): Promise<void> {
  const { subject } = await links.look(broker.brokerName, token);
  const ran = await runForUser(dependencies, broker, subject.userId, WAIT_MS, () =>
    confirmAlone(dependencies, links, broker, token, address),
  );
  if (!ran) throw new BridgeError('busy', { retryAfterSeconds: 1, detail: 'the address is being changed' });
}

async function confirmAlone(
  dependencies: EmailChangeDependencies,
  links: MailLinks<EmailLinkSubject>,
  broker: Broker,
  token: string,
  address: string,
): Promise<true> {
  const { users, store, clock } = dependencies;
  const { brokerName } = broker;
  const link = await links.look(brokerName, token);
  const { userId, newEmail, passwordMark } = link.subject;
  const user = await users.findById(brokerName, userId);
  if (!user) throw new BridgeError('email_link_unknown', { detail: 'the user is gone' });
  const isDone = user.email === newEmail && (await store.find(brokerName, userId)) === undefined;
  if (link.isSpent && !isDone) throw new BridgeError('email_link_used');
  if (isDone) {
    await links.spend(link);
    return true;
  }
  if (passwordMarkOf(user) !== passwordMark) {
    throw new BridgeError('email_link_replaced', { detail: 'the password is another one since' });
  }
  const holder = await users.findAnyByEmail(brokerName, newEmail);
  if (holder && holder.id !== userId) throw new BridgeError('email_taken');
  const dueAtMs = clock.nowMs() + dependencies.platformLeaseMs;
  const change = { brokerName, userId, newEmail, passwordMark, attempts: 0, dueAtMs };
  if (!(await store.begin(change))) throw new BridgeError('email_taken', { detail: 'another user is about to get it' });
  await carryOutChange(dependencies, broker, user, change, address);
  await links.spend(link);
  return true;
}

/** @returns `undefined` when another run did not end in time. */
export function runForUser<Result>(
  { expiring, platformLeaseMs }: EmailChangeDependencies,
  { brokerName }: Broker,
  userId: string,
  waitMs: number,
  job: () => Promise<Result>,
): Promise<Result | undefined> {
  const key = { partition: brokerName, kind: 'email-change-lock', id: userId };
  return runExclusively(expiring, { key, leaseMs: platformLeaseMs, waitMs }, job);
}
