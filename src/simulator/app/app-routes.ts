import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, Router } from 'express';
import { answerInappToken } from './answer-inapp-token.ts';
import { answerLogOut } from './answer-log-out.ts';
import { answerReopen } from './answer-reopen.ts';
import { answerSuccessUrl } from './answer-success-url.ts';
import type { App } from './app.ts';
import { appHeaders } from './app-headers.ts';
import { openBroker } from './open-broker.ts';
import { depositForm, openDeposit } from './open-deposit.ts';
import { showHome } from './show-home.ts';

const PUBLIC_FOLDER = fileURLToPath(new URL('../../../views/simulator/public', import.meta.url));

/** The pages of the simulated app. */
export function appRoutes(app: App): Router {
  const router = Router();
  const page = (answer: (app: App, request: Request, response: Response) => void | Promise<void>) => [
    appHeaders(app),
    (request: Request, response: Response) => answer(app, request, response),
  ];
  router.use('/app/public', express.static(PUBLIC_FOLDER, { index: false }));
  router.get('/', page(showHome));
  router.get('/open', page(openBroker));
  router.get('/callback/success', page(answerSuccessUrl));
  router.post('/app/reopen', page(answerReopen));
  router.post('/app/inapp-token', page(answerInappToken));
  router.post('/app/deposit', depositForm, page(openDeposit));
  router.post('/app/log-out', page(answerLogOut));
  return router;
}
