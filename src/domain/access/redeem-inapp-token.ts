import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringKey } from '../../lib/expiring-store.ts';
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { isEnded } from './is-ended.ts';
import type { InappTicket } from './issue-one-time-token.ts';
import { checkTokenFormat, tokenKey } from './token-format.ts';

/** Looks at what the trader wants to do; what it refuses leaves the token as it is. */
export type CheckVisit<Checked> = (user: LinkedUser) => Promise<Checked>;

/**
 * Spends the one-time token of an in-app screen, exactly once, and only after everything else is known to be right.
 *
 * @returns What the check returned.
 * @throws `token_malformed`, `token_unknown`, `token_expired`, `token_of_other_broker`
 */
export async function redeemInappToken<Checked>(
  dependencies: AccessDependencies,
  broker: Broker,
  token: string,
  check: CheckVisit<Checked>,
): Promise<Checked> {
  const { key, user } = await findHolder(dependencies, broker, token);
  const checked = await check(user);
  const { outcome } = await dependencies.expiring.takeOnce(key);
  if (outcome !== 'taken') throw refusal(dependencies, broker, outcome);
  dependencies.telemetry.tokenRedeemed('one-time', outcome, broker.brokerName);
  return checked;
}

/** The same without spending it, for a screen of somebody else's. */
export async function checkInappToken<Checked>(
  dependencies: AccessDependencies,
  broker: Broker,
  token: string,
  check: CheckVisit<Checked>,
): Promise<Checked> {
  const { user } = await findHolder(dependencies, broker, token);
  return check(user);
}

async function findHolder(
  dependencies: AccessDependencies,
  broker: Broker,
  token: string,
): Promise<{ key: ExpiringKey; user: LinkedUser }> {
  const { brokers, users, expiring } = dependencies;
  checkTokenFormat(brokers, broker, token);
  const key = tokenKey('one-time-token-in-app', broker, token);
  const found = await expiring.get(key);
  if (found?.state !== 'live') throw refusal(dependencies, broker, found?.state ?? 'absent');
  const { platformUserId, issuedAtMs } = JSON.parse(found.value) as InappTicket;
  if (isEnded(broker, issuedAtMs)) throw refusal(dependencies, broker, 'absent');
  const user = await users.findByPlatformUserId(broker.brokerName, platformUserId);
  if (!user || isEnded(user, issuedAtMs)) throw refusal(dependencies, broker, 'absent');
  return { key, user: { ...user, platformUserId } };
}

function refusal(
  { telemetry }: AccessDependencies,
  { brokerName }: Broker,
  why: 'expired' | 'spent' | 'absent',
): BridgeError {
  telemetry.tokenRedeemed('one-time', why, brokerName);
  return new BridgeError(why === 'expired' ? 'token_expired' : 'token_unknown', { detail: why });
}
