import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { endAllSessions, endSession } from './end-sessions.ts';
import type { SessionEntry } from './session-entry.ts';
import { checkTokenFormat, tokenKey } from './token-format.ts';

/** @throws `user_unknown`, `token_unknown`, `token_of_other_broker` */
export async function logOut(
  dependencies: AccessDependencies,
  broker: Broker,
  platformUserId: number,
  accessToken: string | undefined,
): Promise<void> {
  const user = await dependencies.users.findAnyByPlatformUserId(broker.brokerName, platformUserId);
  if (!user) throw new BridgeError('user_unknown');
  if (accessToken === undefined) return endAllSessions(dependencies, broker, { userId: user.id, platformUserId });
  const entry = await findSession(dependencies, broker, accessToken);
  if (entry?.platformUserId !== platformUserId) throw new BridgeError('token_unknown');
  await endSession(dependencies, broker, entry.sessionId);
}

/** An expired access token still tells the session that is to end. */
async function findSession({ brokers, expiring }: AccessDependencies, broker: Broker, accessToken: string) {
  try {
    checkTokenFormat(brokers, broker, accessToken);
  } catch (error) {
    if (isBridgeError(error, 'token_malformed')) return undefined;
    throw error;
  }
  const found = await expiring.get(tokenKey('access-token', broker, accessToken));
  return found && (JSON.parse(found.value) as SessionEntry);
}
