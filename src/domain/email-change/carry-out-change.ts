import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import type { EmailChangeDependencies } from './email-change-dependencies.ts';
import type { PendingEmailChange } from './pending-email-change.ts';

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * The platform first (call 3.10), then our record. What was noted before is forgotten only when both are at one, so that
 * whatever breaks off in between is gone on with; both steps may be repeated.
 *
 * @param address - Of the trader's browser, if there is one.
 * @throws `email_taken`, `email_change_unfinished`, `email_change_refused`
 */
export async function carryOutChange(
  dependencies: EmailChangeDependencies,
  broker: Broker,
  user: User,
  change: PendingEmailChange,
  address?: string,
): Promise<void> {
  const { users, store, revokeResetLinks } = dependencies;
  await tellPlatform(dependencies, broker, user, change);
  if (!(await users.replaceEmail(broker, user.id, change.newEmail, address))) {
    await takeBack(dependencies, broker, user, change);
    throw new BridgeError('email_taken', { detail: 'another user signed up with it meanwhile' });
  }
  // The old mailbox buys nothing any more.
  await revokeResetLinks(broker.brokerName, user.id);
  await store.remove(change);
}

async function tellPlatform(
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

/** The platform is to have the old address again, as we do; noted as any other change, and finished as one. */
async function takeBack(
  dependencies: EmailChangeDependencies,
  broker: Broker,
  user: User,
  change: PendingEmailChange,
): Promise<void> {
  const { store, clock, log } = dependencies;
  const back = { ...change, newEmail: user.email, attempts: 0, dueAtMs: clock.nowMs() };
  if (!(await store.begin(back))) {
    log.error({ broker: broker.brokerName, user: user.id }, 'the platform has another email address than the bridge');
    return;
  }
  try {
    await tellPlatform(dependencies, broker, user, back);
    await store.remove(back);
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    log.warn({ broker: broker.brokerName, user: user.id, code: error.code }, 'an email address is taken back later');
  }
}
