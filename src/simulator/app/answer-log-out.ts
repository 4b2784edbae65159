import type { Request, Response } from 'express';
import { logOut } from '../bridge-client/bridge-calls.ts';
import type { App } from './app.ts';
import { endSession, findSession } from './app-session.ts';
import { sendHome } from './send-home.ts';

/** `/app/log-out`: tells the bridge (call 4.5) and ends the app's session, whatever the bridge says. */
export async function answerLogOut(app: App, request: Request, response: Response): Promise<void> {
  const title = 'Logged out';
  const open = findSession(app, request);
  if (!open) return sendHome(app, request, response, { title, text: 'Nobody is signed in.' });
  const { userId, accessToken } = open.session;
  const answer = await app.bridge.call(open.broker, logOut(userId, accessToken));
  endSession(app, response, open);
  const text = 'The bridge was told, and the app forgot you.';
  sendHome(app, request, response, answer.ok ? { title, text } : { title, failure: answer }, 200, null);
}
