import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, Router } from 'express';
import { answerClearCalls } from './answer-clear-calls.ts';
import { answerFaults } from './answer-faults.ts';
import { answerLogOut } from './answer-log-out.ts';
import { answerReopen } from './answer-reopen.ts';
import { closeRibbon, openRibbon, setSampleRibbons } from './answer-ribbons.ts';
import { answerSuccessUrl } from './answer-success-url.ts';
import type { App } from './app.ts';
import { appHeaders } from './app-headers.ts';
import { answerSignIn } from './complete-sign-in.ts';
import { openEmbedded } from './open-embedded.ts';
import { openLogin } from './open-login.ts';
import { openScreen } from './open-screen.ts';
import { sendChanges } from './send-changes.ts';
import { showHome } from './send-home.ts';
import { showInfo } from './show-info.ts';

const PUBLIC_FOLDER = fileURLToPath(new URL('../../../views/simulator/public', import.meta.url));
const MAX_FORM = '4kb';

type Answer = (app: App, request: Request, response: Response) => void | Promise<void>;

/** The pages of the simulated app. */
export function appRoutes(app: App): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: MAX_FORM });
  const get = (path: string, answer: Answer) =>
    router.get(path, appHeaders, (request, response) => answer(app, request, response));
  const post = (path: string, answer: Answer) =>
    router.post(path, appHeaders, form, (request, response) => answer(app, request, response));

  router.use('/app/public', express.static(PUBLIC_FOLDER, { index: false }));
  get('/', showHome);
  get('/open', openLogin);
  get('/callback/success', answerSuccessUrl);
  get('/info', showInfo);
  get('/app/embedded', openEmbedded);
  get('/app/changes', sendChanges);
  post('/app/sign-in', answerSignIn);
  post('/app/screen', openScreen);
  post('/app/reopen', answerReopen);
  post('/app/log-out', answerLogOut);
  post('/app/ribbon', openRibbon);
  post('/app/ribbon-close', closeRibbon);
  post('/app/ribbons', setSampleRibbons);
  post('/app/faults', answerFaults);
  post('/app/calls/clear', answerClearCalls);
  return router;
}
