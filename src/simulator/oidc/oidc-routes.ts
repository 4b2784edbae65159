import express, { type Request, type Response, Router } from 'express';
import type { Clock } from '../../lib/clock.ts';
import type { App } from '../app/app.ts';
import { appHeaders } from '../app/app-headers.ts';
import { actForItself } from './act-for-itself.ts';
import { answerBackchannelLogout } from './answer-backchannel-logout.ts';
import { answerCallback } from './answer-callback.ts';
import { exchangeOneTimeToken } from './exchange-one-time-token.ts';
import { answerLoggedOut, logOut } from './log-out.ts';
import { createOidc, type Oidc } from './oidc.ts';
import { leadToLoopbackAddress } from './own-address.ts';
import { clearCalls, showOidc } from './show-oidc.ts';
import { startSignIn, startWithoutForm } from './start-sign-in.ts';
import { askUserinfo, introspectToken, refreshTokens, revokeToken } from './use-tokens.ts';

const MAX_FORM = '16kb';

type Answer = (oidc: Oidc, request: Request, response: Response) => void | Promise<void>;

/** The pages of the app that signs in with OpenID Connect. */
export function oidcRoutes(app: App, clock: Clock): Router {
  const oidc = createOidc(app, clock);
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: MAX_FORM });
  const get = (path: string, answer: Answer) =>
    router.get(path, leadToLoopbackAddress, appHeaders, (request, response) => answer(oidc, request, response));
  const post = (path: string, answer: Answer) =>
    router.post(path, appHeaders, form, (request, response) => answer(oidc, request, response));

  get('/oidc', showOidc);
  get('/oidc/start', startSignIn);
  get('/oidc/callback', answerCallback);
  get('/oidc/logged-out', answerLoggedOut);
  post('/oidc/start-without-form', startWithoutForm);
  post('/oidc/refresh', refreshTokens);
  post('/oidc/userinfo', askUserinfo);
  post('/oidc/introspect', introspectToken);
  post('/oidc/revoke', revokeToken);
  post('/oidc/exchange', exchangeOneTimeToken);
  post('/oidc/act-for-itself', actForItself);
  post('/oidc/log-out', logOut);
  post('/oidc/backchannel-logout', answerBackchannelLogout);
  post('/oidc/calls/clear', clearCalls);
  return router;
}
