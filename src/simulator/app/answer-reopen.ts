import type { Request, Response } from 'express';
import { signInWithAccessToken } from '../bridge-client/sign-in.ts';
import type { App } from './app.ts';
import { endSession, findSession, startSession } from './app-session.ts';
import { sendHome } from './send-home.ts';

/**
 * `/app/reopen`: closes the app, which ends its short session, and opens it again with the long-term token that it kept
 * (call 4.3). Only a bridge that cannot say keeps the session, to be tried again.
 */
export async function answerReopen(app: App, request: Request, response: Response): Promise<void> {
  const title = 'Closed and opened again';
  const open = findSession(app, request);
  if (!open) return sendHome(app, request, response, { title, text: 'Nobody is signed in.' });
  const { accessToken } = open.session;
  if (accessToken === null) {
    endSession(app, response, open);
    const text = 'The app kept no accessToken. Sign in again and tick “keep me logged in”.';
    return sendHome(app, request, response, { title, text }, 200, null);
  }
  const outcome = await signInWithAccessToken(app.bridge, open.broker, accessToken);
  if (!outcome.ok) {
    const isFinal = outcome.status >= 400 && outcome.status < 500 && outcome.status !== 429;
    if (isFinal) endSession(app, response, open);
    return sendHome(app, request, response, { title, failure: outcome }, 200, isFinal ? null : open);
  }
  endSession(app, response, open);
  const reopened = startSession(app, response, { ...outcome, accessToken });
  const text = `The bridge says that this is user ${outcome.userId}.`;
  sendHome(app, request, response, { title, text }, 200, reopened);
}
