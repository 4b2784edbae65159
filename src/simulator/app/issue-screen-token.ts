import { generateOneTimeToken } from '../bridge-client/bridge-calls.ts';
import type { BridgeFailure } from '../bridge-client/bridge-client.ts';
import type { App } from './app.ts';
import type { OpenSession } from './app-session.ts';

/** Gets a one-time token for a screen (call 4.4). */
export async function issueScreenToken(
  app: App,
  { session, broker }: OpenSession,
): Promise<{ readonly ok: true; readonly token: string } | BridgeFailure> {
  const answer = await app.bridge.call(broker, generateOneTimeToken(session.userId, session.inappToken));
  if (!answer.ok) return answer;
  const { token } = answer.body;
  if (typeof token === 'string') return { ok: true, token };
  return {
    ok: false,
    call: '4.4',
    status: answer.status,
    code: 'NO_TOKEN',
    message: 'The answer has no token, which is a fault of the bridge.',
  };
}
