import type { Request, Response } from 'express';
import type { BridgeFailure } from '../bridge-client/bridge-client.ts';
import type { App } from './app.ts';
import { findSession, type OpenSession } from './app-session.ts';
import { keepChoices, readChoices } from './choices.ts';
import { describeCalls } from './describe-calls.ts';
import { describeControls } from './describe-controls.ts';
import { describeFaults } from './describe-faults.ts';
import { describeSession } from './describe-session.ts';
import { INSTRUMENTS } from './market.ts';
import { CHART } from './price-chart.ts';

/** What the app says about the action that led to it. */
export interface Notice {
  readonly title: string;
  /** What came of it; absent when it failed. */
  readonly text?: string;
  readonly failure?: BridgeFailure;
}

/** What the app's script asks for when a screen led its frame to the success URL. */
const BACK = { title: 'Back in the app', text: 'The screen led to the success URL, and the app closed it.' };

/** `/`: the app. By another name of this machine it would lose its cookies at the success URL. */
export function showHome(app: App, request: Request, response: Response): void {
  const [, port = ''] = /^localhost(:\d+)?$/.exec(request.headers.host ?? '') ?? [];
  if (/^localhost(:|$)/.test(request.headers.host ?? '')) {
    response.redirect(307, `http://127.0.0.1${port}${request.originalUrl}`);
    return;
  }
  const back = request.query.back === undefined ? undefined : BACK;
  sendHome(app, request, response, back);
}

/**
 * @param notice - Of the action that was just made.
 * @param session - Whoever is signed in from now on, or `null` for nobody; as the cookies say when left out.
 */
export function sendHome(
  app: App,
  request: Request,
  response: Response,
  notice?: Notice,
  status = 200,
  session: OpenSession | null = findSession(app, request) ?? null,
): void {
  const choices = readChoices(app, request);
  const shown = session ? { ...choices, broker: session.broker } : choices;
  if (request.path === '/') keepChoices(choices, request, response);
  const html = app.render('home', {
    title: 'Simulated trading app',
    theme: shown.theme,
    notice,
    choices: shown,
    controls: describeControls(app, shown),
    session: session && describeSession(app, session),
    calls: describeCalls(app),
    faults: describeFaults(app),
    mailCount: app.mailbox.list().length,
    instruments: INSTRUMENTS,
    chart: CHART,
  });
  response.status(status).type('html').send(html);
}
