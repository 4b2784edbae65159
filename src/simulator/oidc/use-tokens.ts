import type { Request, Response } from 'express';
import { fetchUserInfo, refreshTokenGrant, tokenIntrospection, tokenRevocation } from 'openid-client';
import { findVisitor, welcomeVisitor } from './current-visitor.ts';
import { describeFailure } from './describe-failure.ts';
import type { Oidc } from './oidc.ts';
import { readTokenHeader } from './read-token-header.ts';
import { sendToPage } from './send-to-page.ts';
import { tokensOf } from './tokens-of.ts';
import type { OidcNotice, OidcSession } from './visitors.ts';

/** What became of the session, and what there is to say. */
interface Outcome {
  readonly session: OidcSession;
  readonly notice: OidcNotice;
}

/** `POST /oidc/refresh`: gets new tokens; the old refresh token is not to be used again. */
export function refreshTokens(oidc: Oidc, request: Request, response: Response): Promise<void> {
  return withSession(oidc, request, response, 'The tokens were not refreshed', async (session) => {
    const { provider, refreshToken } = session;
    if (refreshToken === null) throw new TypeError('There is no refresh token');
    const tokens = await refreshTokenGrant(provider, refreshToken);
    const claims = tokens.claims();
    const renewed =
      claims && tokens.id_token !== undefined
        ? { claims, idToken: tokens.id_token, header: readTokenHeader(tokens.id_token) }
        : {};
    const kept = tokensOf(tokens, oidc.clock.nowMs(), refreshToken);
    const text = kept.refreshToken === refreshToken ? 'The refresh token stays.' : 'The refresh token is another one.';
    return { session: { ...session, ...renewed, ...kept }, notice: { title: 'Refreshed', text } };
  });
}

/** `POST /oidc/userinfo`: asks anew who it is. */
export function askUserinfo(oidc: Oidc, request: Request, response: Response): Promise<void> {
  return withSession(oidc, request, response, 'The provider does not say who it is', async (session) => {
    const userinfo = await fetchUserInfo(session.provider, session.accessToken, session.claims.sub);
    return {
      session: { ...session, userinfo },
      notice: { title: 'Asked again', text: 'The provider knows the user.' },
    };
  });
}

/** `POST /oidc/introspect`: asks whether a token is good. */
export function introspectToken(oidc: Oidc, request: Request, response: Response): Promise<void> {
  return withSession(oidc, request, response, 'The token was not looked at', async (session) => {
    const { name, token } = tokenOf(session, request);
    const answer = await tokenIntrospection(session.provider, token, { token_type_hint: name });
    const text = `The provider says that the ${wordsOf(name)} is ${answer.active ? 'active' : 'not active'}.`;
    return { session, notice: { title: 'Introspected', text, answer } };
  });
}

/** `POST /oidc/revoke`: gives a token back. It stays here, to see that it is worth nothing. */
export function revokeToken(oidc: Oidc, request: Request, response: Response): Promise<void> {
  return withSession(oidc, request, response, 'The token was not revoked', async (session) => {
    const { name, token } = tokenOf(session, request);
    await tokenRevocation(session.provider, token, { token_type_hint: name });
    return { session, notice: { title: 'Revoked', text: `The ${wordsOf(name)} was given back.` } };
  });
}

async function withSession(
  oidc: Oidc,
  request: Request,
  response: Response,
  failure: string,
  act: (session: OidcSession) => Promise<Outcome>,
): Promise<void> {
  const visitor = welcomeVisitor(oidc, request, response);
  if (!visitor.session) {
    const text = 'Log in first.';
    return sendToPage(oidc, response, visitor, { title: 'Nobody is signed in', text, failed: true });
  }
  try {
    const { session, notice } = await act(visitor.session);
    // It may have been ended meanwhile.
    if (findVisitor(oidc, request)?.session === visitor.session) oidc.visitors.update(visitor.id, { session });
    sendToPage(oidc, response, visitor, notice);
  } catch (error) {
    sendToPage(oidc, response, visitor, describeFailure(failure, error));
  }
}

type TokenName = 'access_token' | 'refresh_token';

function tokenOf({ accessToken, refreshToken }: OidcSession, request: Request): { name: TokenName; token: string } {
  const isRefresh = request.body?.which === 'refresh';
  if (isRefresh && refreshToken === null) throw new TypeError('There is no refresh token');
  return refreshToken !== null && isRefresh
    ? { name: 'refresh_token', token: refreshToken }
    : { name: 'access_token', token: accessToken };
}

function wordsOf(name: TokenName): string {
  return name.replace('_', ' ');
}
