import type { Request, Response } from 'express';
import { signInWithAccessToken } from '../bridge-client/sign-in.ts';
import { type App, findBroker } from './app.ts';
import { findSession } from './app-session.ts';
import { sendHome } from './show-home.ts';

/** `/app/reopen`: closes the app and opens it again, with the long-term token it kept (call 4.3). */
export async function answerReopen(app: App, request: Request, response: Response): Promise<void> {
  const title = 'Re-open the app';
  const session = findSession(app, request);
  const broker = findBroker(app, session?.brokerName);
  if (!session || !broker) return sendHome(app, request, response, { title, text: 'Nobody is signed in.' });
  if (session.accessToken === null) {
    const text = 'The app kept no accessToken. Sign in again and tick “keep me logged in”.';
    return sendHome(app, request, response, { title, text });
  }
  const outcome = await signInWithAccessToken(app.bridge, broker, session.accessToken);
  if (!outcome.ok) return sendHome(app, request, response, { title, failure: outcome });
  session.userId = outcome.userId;
  session.inappToken = outcome.inappToken;
  app.platform.changed();
  sendHome(app, request, response, { title, text: `The bridge says that this is user ${outcome.userId}.` });
}
