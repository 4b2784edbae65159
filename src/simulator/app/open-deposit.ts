import express, { type Request, type Response } from 'express';
import { generateOneTimeToken } from '../bridge-client/bridge-calls.ts';
import { type App, findBroker } from './app.ts';
import { findSession } from './app-session.ts';
import { sendHome } from './show-home.ts';

export const depositForm = express.urlencoded({ extended: false, limit: '1kb' });

/** `/app/deposit`: gets a one-time token (call 4.4) and opens the bridge's deposit screen with it. */
export async function openDeposit(app: App, request: Request, response: Response): Promise<void> {
  const title = 'Deposit';
  const session = findSession(app, request);
  const broker = findBroker(app, session?.brokerName);
  if (!session || !broker) return sendHome(app, request, response, { title, text: 'Nobody is signed in.' });
  const answer = await app.bridge.call(broker, generateOneTimeToken(session.userId, session.inappToken));
  if (!answer.ok) return sendHome(app, request, response, { title, failure: answer });
  const { token } = answer.body;
  if (typeof token !== 'string') {
    return sendHome(app, request, response, { title, text: 'The answer has no token, which is a fault.' });
  }
  const url = new URL(`${app.bridgeUrl()}/inapp/deposit`);
  url.searchParams.set('brokerName', broker.brokerName);
  url.searchParams.set('brokerCrmName', broker.brokerCrmName);
  url.searchParams.set('token', token);
  url.searchParams.set('account', String(request.body?.account ?? ''));
  url.searchParams.set('source', 'Web');
  response.redirect(303, url.href);
}
