import type { Request, Response } from 'express';
import { authorizationCodeGrant, fetchUserInfo } from 'openid-client';
import { isPrefetch } from '../app/is-prefetch.ts';
import { noteReturn } from '../app/note-return.ts';
import { findVisitor, keepVisitor, welcomeVisitor } from './current-visitor.ts';
import { describeFailure } from './describe-failure.ts';
import type { Oidc } from './oidc.ts';
import { addressOf } from './own-address.ts';
import { readTokenHeader } from './read-token-header.ts';
import { sendToPage } from './send-to-page.ts';
import { tokensOf } from './tokens-of.ts';
import type { OidcSession, PendingSignIn } from './visitors.ts';

/** `GET /oidc/callback`: the browser came back from the provider. */
export async function answerCallback(oidc: Oidc, request: Request, response: Response): Promise<void> {
  if (request.method === 'HEAD' || isPrefetch(request)) {
    response.end();
    return;
  }
  noteReturn(oidc.app, request);
  const visitor = welcomeVisitor(oidc, request, response);
  const signIn = visitor.signIns.find(({ state }) => state === request.query.state);
  if (!signIn) {
    const text = 'This browser did not start it, or it was finished before.';
    return sendToPage(oidc, response, visitor, { title: 'The sign-in is not known', text, failed: true });
  }
  oidc.visitors.update(visitor.id, { signIns: visitor.signIns.filter((pending) => pending !== signIn) });
  try {
    const session = await completeSignIn(oidc, signIn, new URL(addressOf(request, request.originalUrl)));
    oidc.visitors.update(visitor.id, { session });
    const signedIn = keepVisitor(oidc.visitors.rename(visitor.id), response);
    const text = 'The ID token was verified: its signature, issuer, audience, time and nonce.';
    sendToPage(oidc, response, signedIn, { title: 'Signed in', text });
  } catch (error) {
    const now = findVisitor(oidc, request) ?? visitor;
    sendToPage(oidc, response, now, describeFailure('The sign-in did not work', error));
  }
}

async function completeSignIn({ clock }: Oidc, signIn: PendingSignIn, address: URL): Promise<OidcSession> {
  const { brokerName, provider, state, nonce, codeVerifier } = signIn;
  const tokens = await authorizationCodeGrant(provider, address, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
  });
  const claims = tokens.claims();
  if (!claims || tokens.id_token === undefined) throw new TypeError('The provider gave no ID token');
  return {
    ...{ brokerName, provider, issuer: claims.iss, claims, idToken: tokens.id_token },
    header: readTokenHeader(tokens.id_token),
    userinfo: await fetchUserInfo(provider, tokens.access_token, claims.sub),
    ...tokensOf(tokens, clock.nowMs()),
  };
}
