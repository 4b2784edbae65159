import type { Request, Response } from 'express';
import { genericGrantRequest } from 'openid-client';
import { welcomeVisitor } from './current-visitor.ts';
import { describeFailure } from './describe-failure.ts';
import type { Oidc } from './oidc.ts';
import { buyOneTimeToken } from './platform-user.ts';
import { ONE_TIME_TOKEN_GRANT } from './protocol-names.ts';
import { readTokenHeader } from './read-token-header.ts';
import { sendToPage } from './send-to-page.ts';

/** `POST /oidc/exchange`: gives a one-time token of call 4.4 for an ID token and an access token. */
export async function exchangeOneTimeToken(oidc: Oidc, request: Request, response: Response): Promise<void> {
  const visitor = welcomeVisitor(oidc, request, response);
  const bought = await buyOneTimeToken(oidc, request, visitor);
  if (!('token' in bought)) return sendToPage(oidc, response, visitor, bought);
  try {
    const provider = await oidc.providers.discover(bought.broker);
    const asked = { token: bought.token, scope: 'openid profile email' };
    const tokens = await genericGrantRequest(provider, ONE_TIME_TOKEN_GRANT, asked);
    const { id_token, scope = '', expires_in = null } = tokens;
    const header = id_token === undefined ? null : readTokenHeader(id_token);
    const answer = { header, claims: tokens.claims() ?? null, scope, expires_in };
    sendToPage(oidc, response, visitor, { title: 'Exchanged', text: 'The one-time token is spent.', answer });
  } catch (error) {
    sendToPage(oidc, response, visitor, describeFailure('The one-time token was not exchanged', error));
  }
}
