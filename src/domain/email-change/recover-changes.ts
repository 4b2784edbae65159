import { isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import { carryOutChange } from './carry-out-change.ts';
import { runForUser } from './confirm-change.ts';
import type { EmailChangeDependencies } from './email-change-dependencies.ts';
import { passwordMarkOf } from './email-link.ts';
import type { PendingEmailChange } from './pending-email-change.ts';
import { takeBackChange } from './take-back-change.ts';

const BATCH_SIZE = 20;

/**
 * Goes on with changes that somebody left: a process that died, or a platform that could not be reached. Any number of
 * processes may do so at once.
 *
 * @returns How many were looked at.
 */
export async function recoverChanges(dependencies: EmailChangeDependencies): Promise<number> {
  const { store, clock, log } = dependencies;
  const due = await store.listDue(clock.nowMs(), BATCH_SIZE);
  for (const change of due) {
    try {
      await recover(dependencies, change);
    } catch (error) {
      if (!isBridgeError(error)) throw error;
      const { code, detail } = error;
      log.warn(
        { broker: change.brokerName, user: change.userId, code, detail },
        'a new email address is not in place yet',
      );
    }
  }
  return due.length;
}

async function recover(dependencies: EmailChangeDependencies, found: PendingEmailChange): Promise<void> {
  const { brokers, users, store, clock } = dependencies;
  const broker = brokers.find(found.brokerName);
  if (!broker) return;
  await runForUser(dependencies, broker, found.userId, 0, async () => {
    const change = await store.find(found.brokerName, found.userId);
    if (!change || change.dueAtMs > clock.nowMs()) return;
    const user = await users.findAnyById(found.brokerName, found.userId);
    await (user ? goOn(dependencies, broker, user, change) : store.remove(change));
  });
}

/** With another password since, whoever asked for the change may be the one whom the password keeps out. */
function goOn(
  dependencies: EmailChangeDependencies,
  broker: Broker,
  user: User,
  change: PendingEmailChange,
): Promise<void> {
  const isVoid = passwordMarkOf(user) !== change.passwordMark && user.email !== change.newEmail;
  return (isVoid ? takeBackChange : carryOutChange)(dependencies, broker, user, change);
}
