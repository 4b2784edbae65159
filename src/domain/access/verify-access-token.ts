import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { issueInappToken, type SessionEntry } from './open-session.ts';
import type { Session } from './session.ts';
import { checkTokenFormat, tokenKey } from './token-format.ts';

/** @throws `token_malformed`, `token_unknown`, `token_expired`, `broker_identification_mismatch` */
export async function verifyAccessToken(
  dependencies: AccessDependencies,
  broker: Broker,
  token: string,
): Promise<Session> {
  const { brokers, expiring, telemetry } = dependencies;
  checkTokenFormat(brokers, broker, token);
  const found = await expiring.get(tokenKey('access-token', broker, token));
  telemetry.tokenRedeemed('access', found?.state ?? 'absent', broker.brokerName);
  if (found?.state === 'expired') throw new BridgeError('token_expired');
  if (found?.state !== 'live') throw new BridgeError('token_unknown');
  const entry = JSON.parse(found.value) as SessionEntry;
  const inappToken = await issueInappToken(dependencies, broker, entry);
  return { platformUserId: entry.platformUserId, ...(inappToken === undefined ? {} : { inappToken }) };
}
