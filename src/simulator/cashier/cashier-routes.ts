import express, { type Request, type Response, Router } from 'express';
import type { Clock } from '../../lib/clock.ts';
import { type App, findBroker } from '../app/app.ts';
import { appHeaders } from '../app/app-headers.ts';
import { sendProblem } from '../app/send-problem.ts';
import { answerServer } from './answer-server.ts';
import { createCashierDesk, type Decision } from './cashier-desk.ts';
import { type CashierVisit, isGenuineVisit, readVisit } from './cashier-visit.ts';

const MAX_BODY = '8kb';
const DECISIONS: readonly Decision[] = ['pay', 'decline', 'never-answer'];

/** A payment company that works for a broker: the page where a trader pays, and the server that pays out. */
export function cashierRoutes(app: App, clock: Clock): Router {
  const router = Router();
  const desk = createCashierDesk(app, clock);

  router.get('/cashier/pay', appHeaders, (request, response) => {
    const visit = genuineVisit(request.query, response);
    if (visit) response.type('html').send(app.render('cashier', { visit, broker: findBroker(app, visit.broker) }));
  });

  router.post('/cashier/pay', appHeaders, express.urlencoded({ extended: false, limit: MAX_BODY }), decide);
  router.post('/cashier/server', express.raw({ type: () => true, limit: MAX_BODY }), (request, response) => {
    answerServer(app, clock, request, response);
  });

  async function decide(request: Request, response: Response): Promise<void> {
    const visit = genuineVisit(request.body ?? {}, response);
    if (!visit) return;
    const decision = DECISIONS.find((one) => one === request.body.decision) ?? 'decline';
    await desk.decide(visit, decision);
    response.redirect(303, visit.returnUrl);
  }

  /** @returns `undefined` after it answered that somebody altered the address. */
  function genuineVisit(fields: Readonly<Record<string, unknown>>, response: Response): CashierVisit | undefined {
    const visit = readVisit(fields);
    const secret = findBroker(app, visit.broker)?.cashierSecret;
    if (secret && isGenuineVisit(secret, visit)) return visit;
    sendProblem(app, response, 400, 'This payment is not known', 'The address of the cashier was altered.');
    return undefined;
  }

  return router;
}
