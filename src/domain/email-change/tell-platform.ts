import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import type { EmailChangeDependencies } from './email-change-dependencies.ts';
import type { PendingEmailChange } from './pending-email-change.ts';

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * Call 3.10. What the platform refuses is forgotten; where it cannot be reached, or its answer is lost, the change stays
 * noted for later.
 *
 * @throws `email_taken`, `email_change_unfinished`, `email_change_refused`
 */
export async function tellPlatform(
  dependencies: EmailChangeDependencies,
  broker: Broker,
  user: User,
  change: PendingEmailChange,
): Promise<void> {
  const { identity, store, clock } = dependencies;
  const { platformUserId } = user;
  if (platformUserId === null) return;
  try {
    await identity.changeEmail(broker, platformUserId, change.newEmail);
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    if (await isDoneAlready(dependencies, broker, platformUserId, change, error)) return;
    if (error.code !== 'platform_unavailable') {
      await store.remove(change);
      const code = error.code === 'platform_email_taken' ? 'email_taken' : 'email_change_refused';
      throw new BridgeError(code, { detail: error.detail ?? error.code });
    }
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** change.attempts, LONGEST_PAUSE_MS);
    await store.postpone(change, clock.nowMs() + pauseMs);
    const { detail = error.code, retryAfterSeconds = 5 } = error;
    throw new BridgeError('email_change_unfinished', { detail, retryAfterSeconds });
  }
}

/** An earlier call can have been carried out though its answer was lost; who then has the address is this very user. */
async function isDoneAlready(
  { identity }: EmailChangeDependencies,
  broker: Broker,
  platformUserId: number,
  { newEmail }: PendingEmailChange,
  { code }: BridgeError,
): Promise<boolean> {
  if (code !== 'platform_email_taken') return false;
  try {
    return (await identity.findUserId(broker, newEmail)) === platformUserId;
  } catch (error) {
    if (isBridgeError(error)) return false;
    throw error;
  }
}
