import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { MailLinks } from '../mail-links/mail-links.ts';
import type { User } from '../users/user.ts';
import type { PasswordResetDependencies } from './password-reset-dependencies.ts';
import type { ResetSubject } from './reset-link.ts';

/**
 * The link is spent when the password is set and the sessions are ended: a store that fails before that has consumed
 * nothing. The platform is told before the user is signed in anew, so that it does not end that session, too.
 *
 * @throws `reset_link_unknown`, `reset_link_expired`, `reset_link_used`, `reset_link_replaced`, `busy`
 */
export async function resetPassword(
  dependencies: PasswordResetDependencies,
  links: MailLinks<ResetSubject>,
  broker: Broker,
  token: string,
  newPassword: string,
  address: string,
): Promise<User> {
  const { users, access } = dependencies;
  const reset = await links.redeem(broker.brokerName, token, async ({ userId }) => {
    const user = await users.findById(broker.brokerName, userId);
    if (!user) throw new BridgeError('reset_link_unknown', { detail: 'the user is gone' });
    // Before too, so that a crash in between leaves no session that the old password opened.
    await endSessions(dependencies, broker, user);
    const changed = await users.changePassword(broker, user, newPassword, address);
    await endSessions(dependencies, broker, user);
    return changed;
  });
  if (reset.platformUserId !== null) await access.logOutOfPlatform(broker, reset.platformUserId);
  return reset;
}

/** A user whom the platform does not know yet has none. */
async function endSessions({ access }: PasswordResetDependencies, broker: Broker, user: User): Promise<void> {
  if (user.platformUserId !== null) await access.logOut(broker, user.platformUserId);
}
