import { setTimeout as wait } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { LOGOUT_CALL } from '../control/call-names.ts';
import type { Oidc } from './oidc.ts';
import { LogoutTokenError, type VerifiedLogout, verifyLogoutToken } from './verify-logout-token.ts';

/** How it is answered, and what is to be noted. */
interface Outcome {
  readonly status: number;
  readonly words: string;
  readonly logout?: VerifiedLogout;
}

/** `POST /oidc/backchannel-logout`: a provider says that a session has ended. */
export async function answerBackchannelLogout(oidc: Oidc, request: Request, response: Response): Promise<void> {
  const { app, logouts } = oidc;
  const { logout_token: token } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const way = { direction: 'in', call: LOGOUT_CALL, method: 'POST', path: request.originalUrl } as const;
  const record = app.calls.start({ ...way, brokerName: null, request: request.body ?? null });
  const { status, words, logout } = await outcomeOf(oidc, token);
  const { broker, sub = '', sid = '' } = logout ?? {};
  record.identify(LOGOUT_CALL, broker?.brokerName ?? null);
  if (app.platform.faults.take('dropAnswer', LOGOUT_CALL, broker?.brokerName)) {
    request.socket.destroy();
    return;
  }
  const body = status === 200 ? null : { error: 'invalid_request', error_description: words };
  logouts.note({ brokerName: broker?.brokerName ?? null, sub, sid, outcome: words, refused: status !== 200 });
  record.answered(status, body);
  response.status(status);
  if (body) response.json(body);
  else response.end();
}

async function outcomeOf(oidc: Oidc, token: unknown): Promise<Outcome> {
  const { faults } = oidc.app.platform;
  const delayMs = faults.current().latencyMs + (faults.take('stallNext', LOGOUT_CALL, undefined)?.delayMs ?? 0);
  await wait(delayMs, undefined, { signal: oidc.app.closing }).catch(() => undefined);
  const failure = faults.take('failNext', LOGOUT_CALL, undefined);
  if (failure) return { status: failure.status, words: 'Made to fail' };
  try {
    const logout = await verifyLogoutToken(oidc, typeof token === 'string' ? token : '');
    if (!oidc.logouts.isFirst(logout.issuer, logout.jti)) return { status: 400, words: 'It was seen before', logout };
    return { status: 200, words: endSessions(oidc, logout), logout };
  } catch (error) {
    if (error instanceof LogoutTokenError) return { status: 400, words: error.message };
    return { status: 503, words: 'The provider’s keys could not be had' };
  }
}

/** Where the session is named, that one; else all of the user. @returns What was done. */
function endSessions({ visitors }: Oidc, { issuer, sub, sid }: VerifiedLogout): string {
  const ended = visitors.signedInAt(issuer).filter(({ session }) => {
    const { claims } = session ?? {};
    return (sid === undefined || claims?.sid === sid) && (sub === undefined || claims?.sub === sub);
  });
  for (const { id } of ended) {
    const text = 'The provider said so, without the browser.';
    visitors.update(id, { session: null, notice: { title: 'The session was ended', text } });
  }
  return ended.length === 0 ? 'Nobody was signed in here' : `Ended ${ended.length} here`;
}
