import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import type { EmailChangeDependencies } from './email-change-dependencies.ts';
import { passwordMarkOf } from './email-link.ts';
import type { PendingEmailChange } from './pending-email-change.ts';
import { takeBackChange } from './take-back-change.ts';
import { tellPlatform } from './tell-platform.ts';

/**
 * The platform first (call 3.10), then our record. What was noted before is forgotten only when both are at one, so that
 * whatever breaks off in between is gone on with; both steps may be repeated.
 *
 * @param user - As it was when the change was found to be right.
 * @param address - Of the trader's browser, if there is one.
 * @throws `email_taken`, `email_link_replaced`, `email_change_unfinished`, `email_change_refused`
 */
export async function carryOutChange(
  dependencies: EmailChangeDependencies,
  broker: Broker,
  user: User,
  change: PendingEmailChange,
  address?: string,
): Promise<void> {
  const { store, revokeResetLinks } = dependencies;
  await tellPlatform(dependencies, broker, user, change);
  // Here already: it is the old address that the platform had to be given again, or all but the note was done before.
  if (user.email === change.newEmail) return store.remove(change);
  // The old mailbox buys nothing any more; before too, for what breaks off in between is not gone on with.
  await revokeResetLinks(broker.brokerName, user.id);
  await replaceOurs(dependencies, broker, user, change, address);
  await revokeResetLinks(broker.brokerName, user.id);
  await store.remove(change);
}

/** A password that was set while the platform was asked voids the change, too. */
async function replaceOurs(
  dependencies: EmailChangeDependencies,
  broker: Broker,
  user: User,
  change: PendingEmailChange,
  address: string | undefined,
): Promise<void> {
  const { users } = dependencies;
  if (await users.replaceEmail(broker, user, change.newEmail, address)) return;
  const now = (await users.findAnyById(broker.brokerName, user.id)) ?? user;
  await takeBackChange(dependencies, broker, now, change);
  if (passwordMarkOf(now) !== change.passwordMark) {
    throw new BridgeError('email_link_replaced', { detail: 'the password is another one since' });
  }
  throw new BridgeError('email_taken', { detail: 'another user signed up with it meanwhile' });
}
