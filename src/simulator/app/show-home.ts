import type { Request, Response } from 'express';
import type { BridgeFailure } from '../bridge-client/bridge-client.ts';
import type { App } from './app.ts';
import { findSession } from './app-session.ts';
import { describeSession } from './describe-session.ts';

/** What the home page says about the action that led to it. */
export interface Notice {
  /** What was tried. */
  readonly title: string;
  /** What came of it; absent when it failed. */
  readonly text?: string;
  readonly failure?: BridgeFailure;
}

const THEMES = ['light', 'dark'];

/** `/`: who is signed in, and where one can sign in. */
export function showHome(app: App, request: Request, response: Response): void {
  sendHome(app, request, response);
}

/** @param notice - Of the action that was just made. */
export function sendHome(app: App, request: Request, response: Response, notice?: Notice): void {
  const session = findSession(app, request);
  const { brokers } = app.platform;
  const languages = [...new Set(brokers.flatMap((broker) => broker.languages))];
  const html = app.render('home', {
    title: 'Simulated trading app',
    session: session && describeSession(app, session),
    notice,
    brokers,
    languages,
    themes: THEMES,
    language: chosen(languages, request.query.lang),
    theme: chosen(THEMES, request.query.theme),
  });
  response.type('html').send(html);
}

function chosen(values: readonly string[], wanted: unknown): string {
  return values.find((value) => value === wanted) ?? values[0] ?? '';
}
