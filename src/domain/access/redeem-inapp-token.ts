import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import type { InappTicket } from './issue-one-time-token.ts';
import { checkTokenFormat, tokenKey } from './token-format.ts';

/**
 * Spends the one-time token of an in-app screen, exactly once, and only after everything else is known to be right.
 *
 * @param check - Looks at what the trader wants to do; what it refuses leaves the token as it is.
 * @returns What the check returned.
 * @throws `token_malformed`, `token_unknown`, `token_expired`, `broker_identification_mismatch`
 */
export async function redeemInappToken<Checked>(
  { brokers, users, expiring, telemetry }: AccessDependencies,
  broker: Broker,
  token: string,
  check: (user: LinkedUser) => Promise<Checked>,
): Promise<Checked> {
  checkTokenFormat(brokers, broker, token);
  const key = tokenKey('one-time-token-in-app', broker, token);
  const found = await expiring.get(key);
  if (found?.state !== 'live') throw refusal(found?.state ?? 'absent');
  const { platformUserId } = JSON.parse(found.value) as InappTicket;
  const user = await users.findByPlatformUserId(broker.brokerName, platformUserId);
  if (!user) throw refusal('absent');
  const checked = await check({ ...user, platformUserId });
  const { outcome } = await expiring.takeOnce(key);
  if (outcome !== 'taken') throw refusal(outcome);
  telemetry.tokenRedeemed('one-time', outcome, broker.brokerName);
  return checked;

  function refusal(why: 'expired' | 'spent' | 'absent'): BridgeError {
    telemetry.tokenRedeemed('one-time', why, broker.brokerName);
    return new BridgeError(why === 'expired' ? 'token_expired' : 'token_unknown', { detail: why });
  }
}
