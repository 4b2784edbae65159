import type { Request, Response } from 'express';
import { logOut } from '../bridge-client/bridge-calls.ts';
import { type App, findBroker } from './app.ts';
import { endSession, findSession } from './app-session.ts';
import { sendHome } from './show-home.ts';

/** `/app/log-out`: tells the bridge (call 4.5) and ends the app's session, whatever the bridge says. */
export async function answerLogOut(app: App, request: Request, response: Response): Promise<void> {
  const title = 'Log out';
  const session = findSession(app, request);
  const broker = findBroker(app, session?.brokerName);
  if (!session || !broker) return sendHome(app, request, response, { title, text: 'Nobody is signed in.' });
  const answer = await app.bridge.call(broker, logOut(session.userId, session.accessToken));
  endSession(app, request, response);
  if (answer.ok)
    return sendHome(app, request, response, { title, text: 'The bridge was told, and the app forgot you.' });
  sendHome(app, request, response, { title, failure: answer });
}
