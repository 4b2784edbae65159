import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { isEnded } from './is-ended.ts';
import type { InappTicket, SignInTicket } from './issue-one-time-token.ts';
import type { SignedInByToken } from './signed-in-by-token.ts';
import { checkTokenFormat, type TokenEntryKind, tokenKey } from './token-format.ts';

const PURPOSES = ['one-time-token-sign-in', 'one-time-token-in-app'] as const satisfies readonly TokenEntryKind[];

/** Makes what the token is traded for, before it is spent. */
export type PrepareSignIn = (signedIn: SignedInByToken) => Promise<void>;

/**
 * Spends a one-time token of either purpose, exactly once.
 *
 * What it is traded for is written before: a store that fails in between has consumed nothing, and when everything of the
 * trader ends in between, so does the token.
 *
 * @throws `token_malformed`, `token_unknown`, `token_expired`, `token_of_other_broker`
 */
export async function redeemForSignIn(
  dependencies: AccessDependencies,
  broker: Broker,
  token: string,
  prepare: PrepareSignIn = async () => {},
): Promise<SignedInByToken> {
  const { brokers, users, expiring, telemetry } = dependencies;
  checkTokenFormat(brokers, broker, token);
  const keys = PURPOSES.map((purpose) => tokenKey(purpose, broker, token));
  const entries = await Promise.all(keys.map((key) => expiring.get(key)));
  const at = entries.findIndex((entry) => entry !== undefined);
  const [key, found] = [keys[at], entries[at]];
  if (!key || !found) throw refusal('absent');
  if (found.state !== 'live') throw refusal(found.state);
  const { platformUserId, sessionId, issuedAtMs } = JSON.parse(found.value) as SignInTicket | InappTicket;
  if (isEnded(broker, issuedAtMs)) throw refusal('absent');
  const user = await users.findByPlatformUserId(broker.brokerName, platformUserId);
  if (!user || isEnded(user, issuedAtMs)) throw refusal('absent');
  const signedIn = { user: { ...user, platformUserId }, sessionId };
  await prepare(signedIn);
  const { outcome } = await expiring.takeOnce(key);
  if (outcome !== 'taken') throw refusal(outcome);
  telemetry.tokenRedeemed('one-time', outcome, broker.brokerName);
  return signedIn;

  function refusal(why: 'expired' | 'spent' | 'absent'): BridgeError {
    telemetry.tokenRedeemed('one-time', why, broker.brokerName);
    return new BridgeError(why === 'expired' ? 'token_expired' : 'token_unknown', { detail: why });
  }
}
