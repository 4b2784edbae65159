import type { Request, Response } from 'express';
import { keepBroker, readChoices } from '../app/choices.ts';
import { describeCalls } from '../app/describe-calls.ts';
import { brokersWithClient, chosenBroker, findVisitor } from './current-visitor.ts';
import { describeSession } from './describe-session.ts';
import type { Oidc } from './oidc.ts';
import { findPlatformUser } from './platform-user.ts';
import { PROMPTS } from './protocol-names.ts';

/** `GET /oidc`: the page, with whoever is signed in and what came of the last action. */
export function showOidc(oidc: Oidc, request: Request, response: Response): void {
  const { app, providers, logouts } = oidc;
  const visitor = findVisitor(oidc, request);
  const broker = chosenBroker(app, request, visitor);
  if (broker && request.query.broker === broker.brokerName) keepBroker(broker, response);
  const { theme } = readChoices(app, request);
  const html = app.render('oidc', {
    title: 'OpenID Connect app',
    theme,
    broker,
    brokers: brokersWithClient(app),
    prompts: PROMPTS,
    issuer: broker && providers.issuerOf(broker),
    notice: visitor?.notice,
    session: visitor?.session && describeSession(oidc, visitor.session),
    platformUser: broker && findPlatformUser(oidc, request, visitor, broker),
    logouts: logouts.list(),
    calls: describeCalls(app),
    mailCount: app.mailbox.list().length,
  });
  response.type('html').send(html);
}

/** `POST /oidc/calls/clear`: empties the list of calls. */
export function clearCalls({ app }: Oidc, _request: Request, response: Response): void {
  app.calls.clear();
  response.redirect(303, '/oidc');
}
