import type { Request } from 'express';
import { readCookie, sessionCookie } from '../app/cookies.ts';
import { generateOneTimeToken } from '../bridge-client/bridge-calls.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import { chosenBroker } from './current-visitor.ts';
import { describeCallFailure } from './describe-failure.ts';
import type { Oidc } from './oidc.ts';
import type { OidcNotice, Visitor } from './visitors.ts';

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

/**
 * A one-time token (call 4.4) for whoever the platform knows in this browser.
 *
 * @returns Why there is none, where there is none.
 */
export async function buyOneTimeToken(
  oidc: Oidc,
  request: Request,
  visitor: Visitor,
): Promise<{ readonly broker: SimulatedBroker; readonly token: string } | OidcNotice> {
  const broker = chosenBroker(oidc.app, request, visitor);
  const user = broker && findPlatformUser(oidc, request, visitor, broker);
  if (!broker || !user) {
    const text = 'The platform has to know who it is: log in to its app, or here, first.';
    return { title: 'Nobody is signed in', text, failed: true };
  }
  const answer = await oidc.app.bridge.call(broker, generateOneTimeToken(user.userId, user.inappToken));
  if (!answer.ok) return describeCallFailure('There is no one-time token', answer);
  return { broker, token: String(answer.body.token) };
}
