import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import { type OpenedLink, openLink } from './open-link.ts';
import type { PasswordResetDependencies } from './password-reset-dependencies.ts';
import type { ResetLink } from './reset-link.ts';

/** Longer than a reset takes; a process that dies in the middle blocks the link for no longer than this. */
const CLAIM_MS = 30_000;

/**
 * Of those who race for one link, one claims it and the others are refused. It is spent when the password is set and
 * the sessions are ended: a store that fails before that has consumed nothing.
 *
 * @throws `reset_link_unknown`, `reset_link_expired`, `reset_link_used`, `reset_link_replaced`, `busy`
 */
export async function resetPassword(
  dependencies: PasswordResetDependencies,
  broker: Broker,
  token: string,
  newPassword: string,
  address: string,
): Promise<User> {
  const { expiring, users, telemetry } = dependencies;
  const opened = await openLink(dependencies, broker, token);
  await claim(dependencies, opened);
  try {
    const user = await users.findById(broker.brokerName, opened.link.userId);
    if (!user) throw new BridgeError('reset_link_unknown', { detail: 'the user is gone' });
    // Before too, so that a crash in between leaves no session that the old password opened.
    await endSessions(dependencies, broker, user);
    const changed = await users.changePassword(broker, user, newPassword, address);
    await endSessions(dependencies, broker, user);
    const { outcome } = await expiring.takeOnce(opened.key);
    telemetry.tokenRedeemed('password-reset', outcome, broker.brokerName);
    // Only a process that was held up for longer than its claim finds it spent, and by another.
    if (outcome === 'spent') throw new BridgeError('reset_link_used');
    return changed;
  } catch (error) {
    await release(dependencies, opened);
    throw error;
  }
}

async function claim({ expiring, clock }: PasswordResetDependencies, { key, version, link }: OpenedLink) {
  const claimed: ResetLink = { ...link, claimedUntilMs: clock.nowMs() + CLAIM_MS };
  const isOurs = await expiring.compareAndSet(key, version, JSON.stringify(claimed));
  if (!isOurs) throw new BridgeError('reset_link_used');
}

/** A store that is gone cannot be told; the claim is over by itself then. */
async function release({ expiring }: PasswordResetDependencies, { key, version, link }: OpenedLink): Promise<void> {
  const free: ResetLink = { ...link, claimedUntilMs: null };
  await expiring.compareAndSet(key, version + 1, JSON.stringify(free)).catch(() => false);
}

/** A user whom the platform does not know yet has none. */
async function endSessions({ access }: PasswordResetDependencies, broker: Broker, user: User): Promise<void> {
  if (user.platformUserId !== null) await access.logOut(broker, user.platformUserId);
}
