import type { Request, Response } from 'express';
import { type App, findBroker } from './app.ts';
import { BROKER_COOKIE, COOKIE_OPTIONS } from './cookies.ts';
import { sendProblem } from './send-problem.ts';

const PASSED_ON = ['lang', 'theme'];

/** `/open?broker=…`: remembers the broker and sends the trader to its login screen, as the app would. */
export function openBroker(app: App, request: Request, response: Response): void {
  const { broker: wanted, firstLogin } = request.query;
  const broker = findBroker(app, typeof wanted === 'string' ? wanted : undefined);
  if (!broker) {
    sendProblem(app, response, 404, 'No such broker', 'The simulator was seeded without it.');
    return;
  }
  const url = new URL(`${app.bridgeUrl()}/auth/login`);
  url.searchParams.set('brokerName', broker.brokerName);
  url.searchParams.set('brokerCrmName', broker.brokerCrmName);
  for (const name of PASSED_ON) {
    const value = request.query[name];
    if (typeof value === 'string' && value !== '') url.searchParams.set(name, value);
  }
  url.searchParams.set('firstLogin', firstLogin === 'true' ? 'true' : 'false');
  response.cookie(BROKER_COOKIE, broker.brokerName, COOKIE_OPTIONS);
  response.redirect(303, url.href);
}
