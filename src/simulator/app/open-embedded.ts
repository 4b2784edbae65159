import type { Request, Response } from 'express';
import type { App } from './app.ts';
import { findSession } from './app-session.ts';
import { readChoices } from './choices.ts';
import { COOKIE_OPTIONS, EMBEDDED_COOKIE } from './cookies.ts';

/**
 * `/app/embedded?token=…&lang=…&theme=…`: the broker's own page opens the platform inside itself, with the token of a fresh
 * sign-in. Where cookies are blocked only the address knows language and theme.
 */
export function openEmbedded(app: App, request: Request, response: Response): void {
  const { state } = app.platform;
  const userId = findSession(app, request)?.session.userId;
  const login = state.links.find((link) => link.userId === userId)?.login;
  const parameters = new URLSearchParams({ source: 'web', token: String(request.query.token ?? '') });
  const choices = readChoices(app, request);
  for (const name of ['lang', 'theme'] as const) {
    const asked = request.query[name];
    const value = typeof asked === 'string' ? asked : choices[name];
    if (value !== '') parameters.set(name, value);
  }
  if (login !== undefined) parameters.set('acc', String(login));
  response.clearCookie(EMBEDDED_COOKIE, COOKIE_OPTIONS);
  response.redirect(303, `/info?${parameters}`);
}
