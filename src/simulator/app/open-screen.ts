import type { Request, Response } from 'express';
import type { App } from './app.ts';
import { APP_SCREENS } from './app-screens.ts';
import { findSession } from './app-session.ts';
import { readChoices } from './choices.ts';
import { issueScreenToken } from './issue-screen-token.ts';
import { looksOf, screenAddress } from './screen-address.ts';
import { sendHome } from './send-home.ts';
import { sendScreen } from './send-screen.ts';

/** `/app/screen`: gets a one-time token and opens a screen with it, for an account where the form names one. */
export async function openScreen(app: App, request: Request, response: Response): Promise<void> {
  const { action, account = '' } = (request.body ?? {}) as Record<string, unknown>;
  const screen = APP_SCREENS.find((known) => known.action === action);
  if (!screen) return sendHome(app, request, response, { title: 'No such screen', text: 'Check the form.' }, 404);
  const title = screen.label;
  const open = findSession(app, request);
  if (!open) return sendHome(app, request, response, { title, text: 'Nobody is signed in.' });
  const { broker } = open;
  const issued = await issueScreenToken(app, open);
  if (!issued.ok) return sendHome(app, request, response, { title, failure: issued });
  const parameters = { token: issued.token, account: String(account), ...looksOf(readChoices(app, request)) };
  const address = screenAddress(app, broker, screen.path, parameters);
  sendScreen(app, request, response, { broker, title, address });
}
