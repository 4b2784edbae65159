import type { Request, Response } from 'express';
import { newSecret } from '../../lib/secrets.ts';
import type { SignedIn } from '../bridge-client/sign-in.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import type { AppSession } from '../state/platform-records.ts';
import type { App } from './app.ts';
import { readChoices } from './choices.ts';
import { COOKIE_OPTIONS, readCookie, sessionCookie } from './cookies.ts';

const KEPT_SESSIONS = 200;

/** A session, and the broker in whose app it is. */
export interface OpenSession {
  readonly session: AppSession;
  readonly broker: SimulatedBroker;
}

/** Who is signed in to the app that is open. */
export function findSession(app: App, request: Request): OpenSession | undefined {
  const { broker } = readChoices(app, request);
  const id = broker && readCookie(request, sessionCookie(broker.brokerName));
  const session = id && app.platform.state.appSessions.find((known) => known.id === id);
  return broker && session && session.brokerName === broker.brokerName ? { session, broker } : undefined;
}

/** Starts a session under a new id, in the place of the one before. */
export function startSession(app: App, response: Response, signedIn: SignedIn): OpenSession {
  const { broker, userId, accessToken, inappToken } = signedIn;
  const session = { id: newSecret(), brokerName: broker.brokerName, userId, accessToken, inappToken };
  const { state } = app.platform;
  state.appSessions = [...state.appSessions.slice(1 - KEPT_SESSIONS), session];
  app.platform.changed();
  response.cookie(sessionCookie(broker.brokerName), session.id, COOKIE_OPTIONS);
  return { session, broker };
}

export function endSession(app: App, response: Response, { session, broker }: OpenSession): void {
  const { state } = app.platform;
  state.appSessions = state.appSessions.filter((known) => known !== session);
  app.platform.changed();
  response.clearCookie(sessionCookie(broker.brokerName), COOKIE_OPTIONS);
}
