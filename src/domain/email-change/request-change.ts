import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ChangeLimits } from './change-limits.ts';
import type { EmailChangeDependencies } from './email-change-dependencies.ts';
import { passwordMarkOf } from './email-link.ts';

export interface ChangeRequest {
  readonly userId: string;
  readonly newEmail: string;
  readonly password: string;
  /** Of the page. */
  readonly language: string;
  /** Parameters of the page, which the link leads back to. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The platform refuses these addresses, for mail to them ends with the trader's consent. */
const RELAY_DOMAIN = '@privaterelay.appleid.com';

/**
 * Does not even look whether somebody has the new address: that is for the letter's writer, when the answer has long been
 * given. The notice goes first, so that no link is on its way without it.
 */
export async function requestChange(
  { users, mail }: EmailChangeDependencies,
  limits: ChangeLimits,
  broker: Broker,
  { userId, password, language, parameters, ...wanted }: ChangeRequest,
  address: string,
): Promise<void> {
  const { brokerName } = broker;
  const newEmail = users.normaliseEmail(wanted.newEmail);
  const user = await users.findById(brokerName, userId);
  if (!user) throw new BridgeError('page_expired', { detail: 'the user is gone' });
  if (newEmail.endsWith(RELAY_DOMAIN)) throw new BridgeError('email_relay_refused');
  if (newEmail === user.email) throw new BridgeError('email_unchanged');
  await users.confirmPassword(broker, user, password, address);
  await limits.admit(broker, userId);
  const about = { userId, passwordMark: passwordMarkOf(user) };
  await mail.post({ kind: 'email-change-notice', brokerName, email: user.email, language, parameters, about });
  if (!(await limits.mayWrite(broker, newEmail))) return;
  await mail.post({ kind: 'email-change', brokerName, email: newEmail, language, parameters, about });
}
