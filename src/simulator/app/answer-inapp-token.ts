import type { Request, Response } from 'express';
import { generateOneTimeToken } from '../bridge-client/bridge-calls.ts';
import { shortenSecret } from '../control/shorten-secrets.ts';
import { type App, findBroker } from './app.ts';
import { findSession } from './app-session.ts';
import { sendHome } from './show-home.ts';

/** `/app/inapp-token`: gets a one-time token for an in-app screen (call 4.4). */
export async function answerInappToken(app: App, request: Request, response: Response): Promise<void> {
  const title = 'Get an in-app token';
  const session = findSession(app, request);
  const broker = findBroker(app, session?.brokerName);
  if (!session || !broker) return sendHome(app, request, response, { title, text: 'Nobody is signed in.' });
  const answer = await app.bridge.call(broker, generateOneTimeToken(session.userId, session.inappToken));
  if (!answer.ok) return sendHome(app, request, response, { title, failure: answer });
  const { token } = answer.body;
  const text =
    typeof token === 'string'
      ? `The bridge issued ${shortenSecret(token)}`
      : 'The answer has no token, which is a fault.';
  sendHome(app, request, response, { title, text });
}
