import type { Request, Response } from 'express';
import { newSecret } from '../../lib/secrets.ts';
import type { SignedIn } from '../bridge-client/sign-in.ts';
import type { AppSession } from '../state/platform-records.ts';
import type { App } from './app.ts';
import { COOKIE_OPTIONS, readCookie, SESSION_COOKIE } from './cookies.ts';

const KEPT_SESSIONS = 200;

export function findSession({ platform }: App, request: Request): AppSession | undefined {
  const id = readCookie(request, SESSION_COOKIE);
  return id === undefined ? undefined : platform.state.appSessions.find((session) => session.id === id);
}

/** Starts a session under a new id and ends the one before. */
export function startSession(app: App, request: Request, response: Response, signedIn: SignedIn): AppSession {
  endSession(app, request, response);
  const { broker, userId, accessToken, inappToken } = signedIn;
  const session = { id: newSecret(), brokerName: broker.brokerName, userId, accessToken, inappToken };
  const { state } = app.platform;
  state.appSessions = [...state.appSessions.slice(1 - KEPT_SESSIONS), session];
  app.platform.changed();
  response.cookie(SESSION_COOKIE, session.id, COOKIE_OPTIONS);
  return session;
}

export function endSession(app: App, request: Request, response: Response): void {
  const session = findSession(app, request);
  if (!session) return;
  const { state } = app.platform;
  state.appSessions = state.appSessions.filter((known) => known !== session);
  app.platform.changed();
  response.clearCookie(SESSION_COOKIE, COOKIE_OPTIONS);
}
