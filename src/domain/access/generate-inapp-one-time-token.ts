import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { isEnded } from './is-ended.ts';
import { issueInappToken } from './issue-one-time-token.ts';
import type { SessionEntry } from './session-entry.ts';
import { tokenKey } from './token-format.ts';

/** @throws `user_unknown`, `inapp_token_invalid` */
export async function generateInappOneTimeToken(
  dependencies: AccessDependencies,
  broker: Broker,
  platformUserId: number,
  inappToken: string | undefined,
): Promise<string> {
  const user = await dependencies.users.findByPlatformUserId(broker.brokerName, platformUserId);
  if (!user) throw new BridgeError('user_unknown');
  if (inappToken === undefined && !broker.tokens.inappTokens) {
    return issueInappToken(dependencies, broker, { platformUserId });
  }
  const { sessionId, issuedAtMs } = await findSession(dependencies, broker, platformUserId, inappToken ?? '');
  if (isEnded(user, issuedAtMs)) throw new BridgeError('inapp_token_invalid');
  return issueInappToken(dependencies, broker, { platformUserId, sessionId });
}

async function findSession(
  { expiring, telemetry }: AccessDependencies,
  broker: Broker,
  platformUserId: number,
  inappToken: string,
): Promise<SessionEntry> {
  const found = await expiring.get(tokenKey('in-app-token', broker, inappToken));
  telemetry.tokenRedeemed('in-app', found?.state ?? 'absent', broker.brokerName);
  const entry = found?.state === 'live' ? (JSON.parse(found.value) as SessionEntry) : undefined;
  if (entry?.platformUserId !== platformUserId || isEnded(broker, entry.issuedAtMs))
    throw new BridgeError('inapp_token_invalid');
  return entry;
}
