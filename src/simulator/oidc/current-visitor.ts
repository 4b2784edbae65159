import type { Request, Response } from 'express';
import { type App, findBroker } from '../app/app.ts';
import { BROKER_COOKIE, COOKIE_OPTIONS, readCookie } from '../app/cookies.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import type { Oidc } from './oidc.ts';
import type { Visitor } from './visitors.ts';

const VISITOR_COOKIE = 'drawbridge_simulator_oidc';

export function findVisitor(oidc: Oidc, request: Request): Visitor | undefined {
  return oidc.visitors.find(readCookie(request, VISITOR_COOKIE));
}

/** @returns The visitor, who gets a cookie where there is none. */
export function welcomeVisitor(oidc: Oidc, request: Request, response: Response): Visitor {
  return findVisitor(oidc, request) ?? keepVisitor(oidc.visitors.open(), response);
}

export function keepVisitor(visitor: Visitor, response: Response): Visitor {
  response.cookie(VISITOR_COOKIE, visitor.id, COOKIE_OPTIONS);
  return visitor;
}

/** Those that have a client for this app. */
export function brokersWithClient(app: App): SimulatedBroker[] {
  return app.platform.brokers.filter(({ oidcClient }) => oidcClient !== null);
}

/** The broker that the address or the form names, or else that of the session, or the one opened last. */
export function chosenBroker(app: App, request: Request, visitor: Visitor | undefined): SimulatedBroker | undefined {
  const offered = brokersWithClient(app);
  const { broker: wanted } = { ...request.query, ...(request.body ?? {}) } as Readonly<Record<string, unknown>>;
  const names = [wanted, visitor?.session?.brokerName, readCookie(request, BROKER_COOKIE)];
  const found = names.map((name) => (typeof name === 'string' ? findBroker(app, name) : undefined));
  return found.find((broker) => broker !== undefined && offered.includes(broker)) ?? offered[0];
}
