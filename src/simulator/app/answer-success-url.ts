import type { Request, Response } from 'express';
import { signInWithOneTimeToken } from '../bridge-client/sign-in.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import { type App, findBroker } from './app.ts';
import { findSession, startSession } from './app-session.ts';
import { BROKER_COOKIE, readCookie } from './cookies.ts';
import { describeSession } from './describe-session.ts';

/**
 * `/callback/success`: the success URL, where the bridge sends a trader who is done. With a token the app's backend
 * finds out who it is; without one the trader comes back from an in-app screen.
 */
export async function answerSuccessUrl(app: App, request: Request, response: Response): Promise<void> {
  const { token } = request.query;
  if (typeof token !== 'string' || token === '') return answerWithoutToken(app, request, response);
  if (request.method === 'HEAD') {
    // A look at the link must not spend the token.
    response.type('html').end();
    return;
  }
  const outcome = await signInWithOneTimeToken(app.bridge, brokersToTry(app, request), token);
  if (!outcome.ok) {
    const html = app.render('success', { title: 'The sign-in did not work', failure: outcome });
    response
      .status(outcome.status >= 400 && outcome.status < 500 ? 400 : 502)
      .type('html')
      .send(html);
    return;
  }
  const session = startSession(app, request, response, outcome);
  const html = app.render('success', { title: 'Signed in', session: describeSession(app, session) });
  response.type('html').send(html);
}

function answerWithoutToken(app: App, request: Request, response: Response): void {
  const session = findSession(app, request);
  const title = session ? 'Back in the app' : 'Nothing to do here';
  response.type('html').send(app.render('success', { title, session: session && describeSession(app, session) }));
}

/** The broker that was opened last goes first. */
function brokersToTry(app: App, request: Request): SimulatedBroker[] {
  const opened = findBroker(app, readCookie(request, BROKER_COOKIE));
  const others = app.platform.brokers.filter((broker) => broker !== opened);
  return opened ? [opened, ...others] : others;
}
