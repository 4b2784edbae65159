import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { isEnded } from './is-ended.ts';
import type { SignInTicket } from './issue-one-time-token.ts';
import { openSession } from './open-session.ts';
import type { Session } from './session.ts';
import { checkTokenFormat, tokenKey } from './token-format.ts';

/**
 * Trades a one-time token of a sign-in for a session, exactly once.
 *
 * What the session needs is written before the token is spent: a store that fails in between has consumed nothing. Of
 * those who race for one token, the losers forget again what they wrote.
 *
 * @throws `token_malformed`, `token_unknown`, `token_expired`, `token_of_other_broker`
 */
export async function redeemOneTimeToken(
  dependencies: AccessDependencies,
  broker: Broker,
  token: string,
): Promise<Session> {
  const { brokers, users, expiring, telemetry } = dependencies;
  checkTokenFormat(brokers, broker, token);
  const key = tokenKey('one-time-token-sign-in', broker, token);
  const found = await expiring.get(key);
  if (found?.state !== 'live') throw refusal(found?.state ?? 'absent');
  const ticket = JSON.parse(found.value) as SignInTicket;
  if (isEnded(broker, ticket.issuedAtMs)) throw refusal('absent');
  const user = await users.findByPlatformUserId(broker.brokerName, ticket.platformUserId);
  if (!user || isEnded(user, ticket.issuedAtMs)) throw refusal('absent');
  const opened = await openSession(dependencies, broker, ticket);
  const { outcome } = await expiring.takeOnce(key);
  if (outcome !== 'taken') {
    await opened.close();
    throw refusal(outcome);
  }
  telemetry.tokenRedeemed('one-time', outcome, broker.brokerName);
  await opened.list();
  return opened.session;

  function refusal(why: 'expired' | 'spent' | 'absent'): BridgeError {
    telemetry.tokenRedeemed('one-time', why, broker.brokerName);
    return new BridgeError(why === 'expired' ? 'token_expired' : 'token_unknown', { detail: why });
  }
}
