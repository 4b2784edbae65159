import type { Request, Response } from 'express';
import { genericGrantRequest } from 'openid-client';
import { chosenBroker, welcomeVisitor } from './current-visitor.ts';
import { describeCallFailure, describeFailure } from './describe-failure.ts';
import type { Oidc } from './oidc.ts';
import { buyOneTimeToken, findPlatformUser } from './platform-user.ts';
import { ONE_TIME_TOKEN_GRANT } from './protocol-names.ts';
import { readTokenHeader } from './read-token-header.ts';
import { sendToPage } from './send-to-page.ts';

/** `POST /oidc/exchange`: gives a one-time token of call 4.4 for an ID token and an access token. */
export async function exchangeOneTimeToken(oidc: Oidc, request: Request, response: Response): Promise<void> {
  const visitor = welcomeVisitor(oidc, request, response);
  const broker = chosenBroker(oidc.app, request, visitor);
  const user = broker && findPlatformUser(oidc, request, visitor, broker);
  if (!broker || !user) {
    const text = 'The platform has to know who it is: log in to its app, or here, first.';
    return sendToPage(oidc, response, visitor, { title: 'Nobody is signed in', text, failed: true });
  }
  const token = await buyOneTimeToken(oidc, broker, user);
  if (typeof token !== 'string') {
    return sendToPage(oidc, response, visitor, describeCallFailure('There is no one-time token', token));
  }
  try {
    const provider = await oidc.providers.discover(broker);
    const asked = { token, scope: 'openid profile email' };
    const tokens = await genericGrantRequest(provider, ONE_TIME_TOKEN_GRANT, asked);
    const { id_token, scope = '', expires_in = null } = tokens;
    const header = id_token === undefined ? null : readTokenHeader(id_token);
    const answer = { header, claims: tokens.claims() ?? null, scope, expires_in };
    sendToPage(oidc, response, visitor, { title: 'Exchanged', text: 'The one-time token is spent.', answer });
  } catch (error) {
    sendToPage(oidc, response, visitor, describeFailure('The one-time token was not exchanged', error));
  }
}
