import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { isEnded } from './is-ended.ts';
import { issueInappToken } from './open-session.ts';
import type { Session } from './session.ts';
import type { SessionEntry } from './session-entry.ts';
import { sessionGroup } from './session-groups.ts';
import { checkTokenFormat, tokenKey } from './token-format.ts';

/** @throws `token_malformed`, `token_unknown`, `token_expired`, `token_of_other_broker` */
export async function verifyAccessToken(
  dependencies: AccessDependencies,
  broker: Broker,
  token: string,
): Promise<Session> {
  const { brokers, users, expiring, telemetry } = dependencies;
  checkTokenFormat(brokers, broker, token);
  const key = tokenKey('access-token', broker, token);
  const found = await expiring.get(key);
  telemetry.tokenRedeemed('access', found?.state ?? 'absent', broker.brokerName);
  if (found?.state === 'expired') throw new BridgeError('token_expired');
  if (found?.state !== 'live') throw new BridgeError('token_unknown');
  const entry = JSON.parse(found.value) as SessionEntry;
  if (isEnded(broker, entry.issuedAtMs)) throw new BridgeError('token_unknown', { detail: 'all sessions were ended' });
  const user = await users.findByPlatformUserId(broker.brokerName, entry.platformUserId);
  if (!user || isEnded(user, entry.issuedAtMs)) {
    throw new BridgeError('token_unknown', { detail: 'the user is gone or disabled, or was' });
  }
  const inappToken = await issueInappToken(dependencies, broker, entry);
  if (inappToken === undefined) return { platformUserId: entry.platformUserId };
  if ((await expiring.get(key))?.state !== 'live') {
    // The trader was logged out in between, so what was just written has to end as well.
    await expiring.dropGroup(broker.brokerName, sessionGroup(entry.sessionId));
    throw new BridgeError('token_unknown');
  }
  return { platformUserId: entry.platformUserId, inappToken };
}
