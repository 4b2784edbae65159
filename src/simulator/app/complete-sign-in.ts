import type { Request, Response } from 'express';
import { signInWithOneTimeToken } from '../bridge-client/sign-in.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import { type App, findBroker } from './app.ts';
import { endSession, findSession, startSession } from './app-session.ts';
import { keepBroker } from './choices.ts';
import { BROKER_COOKIE, readCookie } from './cookies.ts';
import { sendHome } from './send-home.ts';

/** `/app/sign-in`: the app's script took the token out of the success URL in its frame. */
export async function answerSignIn(app: App, request: Request, response: Response): Promise<void> {
  const { token } = (request.body ?? {}) as Record<string, unknown>;
  await completeSignIn(app, request, response, typeof token === 'string' ? token : '');
}

/** Finds out at the bridge whose token it is (call 4.2), and signs that trader in. */
export async function completeSignIn(app: App, request: Request, response: Response, token: string): Promise<void> {
  const outcome = await signInWithOneTimeToken(app.bridge, brokersToTry(app, request), token);
  if (!outcome.ok) {
    const status = outcome.status >= 400 && outcome.status < 500 ? 400 : 502;
    return sendHome(app, request, response, { title: 'The sign-in did not work', failure: outcome }, status);
  }
  const before = findSession(app, request);
  if (before && before.broker === outcome.broker) endSession(app, response, before);
  const open = startSession(app, response, outcome);
  keepBroker(outcome.broker, response);
  const kept = outcome.accessToken === null ? 'The bridge gave no accessToken.' : 'The bridge gave an accessToken.';
  const notice = { title: 'Signed in', text: `User ${outcome.userId} at ${outcome.broker.displayName}. ${kept}` };
  sendHome(app, request, response, notice, 200, open);
}

/** The broker that was opened last goes first. */
export function brokersToTry(app: App, request: Request): SimulatedBroker[] {
  const opened = findBroker(app, readCookie(request, BROKER_COOKIE));
  const others = app.platform.brokers.filter((broker) => broker !== opened);
  return opened ? [opened, ...others] : others;
}
