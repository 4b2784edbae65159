import type { Request, Response } from 'express';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { keepBroker } from '../app/choices.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import { chosenBroker, welcomeVisitor } from './current-visitor.ts';
import { describeFailure } from './describe-failure.ts';
import type { Oidc } from './oidc.ts';
import { addressOf } from './own-address.ts';
import { buyOneTimeToken } from './platform-user.ts';
import { ONE_TIME_TOKEN_PARAMETER, PROMPTS, TRADER_SCOPES } from './protocol-names.ts';
import { sendToPage } from './send-to-page.ts';

/** Sign-ins that one browser may have on their way, as in several tabs. */
const KEPT_SIGN_INS = 5;

/** `GET /oidc/start?broker=…&lang=…&prompt=…`: leads the browser to the broker's provider. */
export async function startSignIn(oidc: Oidc, request: Request, response: Response): Promise<void> {
  const { lang, prompt } = request.query;
  const asked = {
    ...(typeof lang === 'string' && /^[a-z]{2}$/.test(lang) ? { ui_locales: lang } : {}),
    ...(typeof prompt === 'string' && PROMPTS.includes(prompt) ? { prompt } : {}),
  };
  await leadToProvider(oidc, request, response, asked);
}

/** `POST /oidc/start-without-form`: the same with a one-time token, which says who it is. */
export async function startWithoutForm(oidc: Oidc, request: Request, response: Response): Promise<void> {
  const visitor = welcomeVisitor(oidc, request, response);
  const bought = await buyOneTimeToken(oidc, request, visitor);
  if (!('token' in bought)) return sendToPage(oidc, response, visitor, bought);
  await leadToProvider(oidc, request, response, { [ONE_TIME_TOKEN_PARAMETER]: bought.token });
}

async function leadToProvider(
  oidc: Oidc,
  request: Request,
  response: Response,
  asked: Readonly<Record<string, string>>,
): Promise<void> {
  const visitor = welcomeVisitor(oidc, request, response);
  const broker = chosenBroker(oidc.app, request, visitor);
  if (!broker) {
    const text = 'No broker has a client for this app.';
    return sendToPage(oidc, response, visitor, { title: 'There is no provider', text, failed: true });
  }
  try {
    const address = await prepareSignIn(oidc, broker, visitor.id, addressOf(request, '/oidc/callback'), asked);
    keepBroker(broker, response);
    const path = address.pathname + address.search;
    const way = { direction: 'open', call: '', method: 'GET', path, brokerName: broker.brokerName } as const;
    oidc.app.calls.start({ ...way, request: null });
    response.redirect(303, address.href);
  } catch (error) {
    sendToPage(oidc, response, visitor, describeFailure('The provider cannot be used', error));
  }
}

async function prepareSignIn(
  oidc: Oidc,
  broker: SimulatedBroker,
  visitorId: string,
  redirectUri: string,
  asked: Readonly<Record<string, string>>,
): Promise<URL> {
  const provider = await oidc.providers.discover(broker);
  const codeVerifier = randomPKCECodeVerifier();
  const [state, nonce] = [randomState(), randomNonce()];
  const address = buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: TRADER_SCOPES,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...asked,
  });
  const before = oidc.visitors.find(visitorId)?.signIns ?? [];
  const signIn = { brokerName: broker.brokerName, provider, state, nonce, codeVerifier };
  oidc.visitors.update(visitorId, { signIns: [...before.slice(1 - KEPT_SIGN_INS), signIn] });
  return address;
}
