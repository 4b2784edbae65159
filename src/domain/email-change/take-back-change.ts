import { isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import type { EmailChangeDependencies } from './email-change-dependencies.ts';
import type { PendingEmailChange } from './pending-email-change.ts';
import { tellPlatform } from './tell-platform.ts';

const PAUSE_MS = 15 * 60_000;

/**
 * The platform is to have the old address again, as we do; noted as any other change, and finished as one, whatever the
 * password is by then.
 */
export async function takeBackChange(
  dependencies: EmailChangeDependencies,
  broker: Broker,
  user: User,
  change: PendingEmailChange,
): Promise<void> {
  const { store, clock, log } = dependencies;
  const back = { ...change, newEmail: user.email, attempts: 0, dueAtMs: clock.nowMs() };
  const laterMs = clock.nowMs() + PAUSE_MS;
  const line = { broker: broker.brokerName, user: user.id };
  if (!(await store.begin(back))) {
    await store.postpone(change, laterMs);
    log.error(line, 'the platform has another email address than the bridge');
    return;
  }
  try {
    await tellPlatform(dependencies, broker, user, back);
    await store.remove(back);
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    const { code } = error;
    if (code === 'email_change_unfinished') {
      log.warn({ ...line, code }, 'an email address is taken back later');
      return;
    }
    // Refused, and so forgotten; but the two are not at one yet.
    await store.begin({ ...back, dueAtMs: laterMs });
    log.error({ ...line, code }, 'the platform has another email address than the bridge');
  }
}
