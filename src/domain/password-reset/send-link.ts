import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import type { PasswordResetDependencies } from './password-reset-dependencies.ts';
import type { RequestLimits } from './request-limits.ts';

/** Counted as the trader's own requests are: a mailbox is not flooded by staff either. Unlike a stranger, staff is told of it. */
export async function sendLink(
  { mail }: PasswordResetDependencies,
  limits: RequestLimits,
  broker: Broker,
  { email, disabledAtMs, preferredLanguage: language }: User,
): Promise<void> {
  // Nobody would write it, and nobody would say so.
  if (disabledAtMs !== null) throw new BridgeError('user_is_disabled');
  if (!(await limits.mayWrite(broker, email)))
    throw new BridgeError('too_many_letters', { retryAfterSeconds: 15 * 60 });
  const { brokerName } = broker;
  await mail.post({ kind: 'password-reset', brokerName, email, language, parameters: {} });
}
