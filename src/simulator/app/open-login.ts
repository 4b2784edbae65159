import type { Request, Response } from 'express';
import { type App, findBroker } from './app.ts';
import { keepBroker } from './choices.ts';
import { COOKIE_OPTIONS, EMBEDDED_COOKIE } from './cookies.ts';
import { screenAddress } from './screen-address.ts';
import { sendProblem } from './send-problem.ts';
import { sendScreen } from './send-screen.ts';

const PASSED_ON = /^(?:lang|theme|source|partnerId|firstLogin|gclid|utm_\w+)$/;

/**
 * `/open?broker=…`: remembers the broker and opens its log-in screen, as the app would; with `embedded=true` as the
 * broker's own page would, which then opens the platform inside itself.
 */
export function openLogin(app: App, request: Request, response: Response): void {
  const { broker: wanted, ...rest } = request.query;
  const broker = findBroker(app, typeof wanted === 'string' ? wanted : undefined);
  if (!broker) {
    sendProblem(app, response, 404, 'No such broker', 'The simulator was seeded without it.');
    return;
  }
  const passedOn = Object.entries(rest).filter(
    (entry): entry is [string, string] => PASSED_ON.test(entry[0]) && typeof entry[1] === 'string',
  );
  const address = screenAddress(app, broker, '/auth/login', Object.fromEntries(passedOn));
  keepBroker(broker, response);
  const isEmbedded = rest.embedded === 'true';
  if (isEmbedded) response.cookie(EMBEDDED_COOKIE, 'true', COOKIE_OPTIONS);
  else response.clearCookie(EMBEDDED_COOKIE, COOKIE_OPTIONS);
  const title = rest.firstLogin === 'true' ? 'Sign up' : 'Log in';
  sendScreen(app, request, response, { broker, title, address, isEmbedded });
}
