import type { Request } from 'express';
import { readCookie, sessionCookie } from '../app/cookies.ts';
import { generateOneTimeToken } from '../bridge-client/bridge-calls.ts';
import type { BridgeFailure } from '../bridge-client/bridge-client.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import type { Oidc } from './oidc.ts';
import type { Visitor } from './visitors.ts';

/** A trader as the platform knows them. */
export interface PlatformUser {
  readonly userId: number;
  readonly inappToken: string | null;
}

/** Who is signed in to the platform's own app, or else here. */
export function findPlatformUser(
  { app }: Oidc,
  request: Request,
  visitor: Visitor | undefined,
  { brokerName }: SimulatedBroker,
): PlatformUser | undefined {
  const id = readCookie(request, sessionCookie(brokerName));
  const open = app.platform.state.appSessions.find((known) => known.id === id && known.brokerName === brokerName);
  if (open) return open;
  const { session } = visitor ?? {};
  const userId = session?.brokerName === brokerName ? Number(session.claims.ctid ?? session.userinfo.ctid) : Number.NaN;
  return Number.isSafeInteger(userId) ? { userId, inappToken: null } : undefined;
}

/** A one-time token for the trader (call 4.4), as the platform buys it. */
export async function buyOneTimeToken(
  { app }: Oidc,
  broker: SimulatedBroker,
  { userId, inappToken }: PlatformUser,
): Promise<string | BridgeFailure> {
  const answer = await app.bridge.call(broker, generateOneTimeToken(userId, inappToken));
  if (!answer.ok) return answer;
  const { token } = answer.body;
  const { status } = answer;
  return typeof token === 'string' ? token : { ok: false, call: '4.4', status, code: 'NO_TOKEN', message: 'No token' };
}
