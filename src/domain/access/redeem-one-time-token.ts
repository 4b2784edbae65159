import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import type { SignInTicket } from './issue-one-time-token.ts';
import { openSession } from './open-session.ts';
import type { Session } from './session.ts';
import { checkTokenFormat, tokenKey } from './token-format.ts';

/**
 * Trades a one-time token of a sign-in for a session, exactly once.
 *
 * @throws `token_malformed`, `token_unknown`, `token_expired`, `broker_identification_mismatch`
 */
export async function redeemOneTimeToken(
  dependencies: AccessDependencies,
  broker: Broker,
  token: string,
): Promise<Session> {
  const { brokers, expiring, telemetry } = dependencies;
  checkTokenFormat(brokers, broker, token);
  const taken = await expiring.takeOnce(tokenKey('one-time-token-sign-in', broker, token));
  telemetry.tokenRedeemed('one-time', taken.outcome, broker.brokerName);
  if (taken.outcome === 'expired') throw new BridgeError('token_expired');
  if (taken.outcome !== 'taken') throw new BridgeError('token_unknown', { detail: taken.outcome });
  return openSession(dependencies, broker, JSON.parse(taken.value) as SignInTicket);
}
