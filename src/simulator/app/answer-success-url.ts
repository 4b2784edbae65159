import type { Request, Response } from 'express';
import type { App } from './app.ts';
import { findSession } from './app-session.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { EMBEDDED_COOKIE, readCookie } from './cookies.ts';
import { isPrefetch } from './is-prefetch.ts';
import { noteReturn } from './note-return.ts';
import { openEmbedded } from './open-embedded.ts';
import { sendHome } from './send-home.ts';

/**
 * `/callback/success`: the success URL, where the bridge sends a trader who is done. With a token the app's backend
 * finds out who it is; without one the trader comes back from an in-app screen. Inside the app's own frame it only tells
 * the app: a frame that another site led here may be without the app's cookies.
 */
export async function answerSuccessUrl(app: App, request: Request, response: Response): Promise<void> {
  const { token } = request.query;
  // A look at the link must not spend the token.
  if (request.method === 'HEAD' || isPrefetch(request)) {
    response.type('html').end();
    return;
  }
  noteReturn(app, request);
  if (isInFrame(request)) {
    response.type('html').send(app.render('returned', { title: 'Back to the app' }));
    return;
  }
  if (typeof token === 'string' && token !== '') {
    if (readCookie(request, EMBEDDED_COOKIE) === 'true') return openEmbedded(app, request, response);
    return completeSignIn(app, request, response, token);
  }
  const back = { title: 'Back in the app', text: 'The screen led back to the success URL.' };
  const lost = {
    title: 'Back in the app',
    text: 'This is the success URL, where every screen ends. Nobody is signed in to this simulated app: after a log-in the trader comes here with a one-time token; after anything else without one.',
  };
  sendHome(app, request, response, findSession(app, request) ? back : lost);
}

/** Browsers say so wherever the app came from loopback or over https. */
function isInFrame(request: Request): boolean {
  return ['iframe', 'frame'].includes(String(request.headers['sec-fetch-dest']));
}
