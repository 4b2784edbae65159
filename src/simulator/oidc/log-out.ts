import type { Request, Response } from 'express';
import { buildEndSessionUrl, randomState } from 'openid-client';
import { noteReturn } from '../app/note-return.ts';
import { keepVisitor, welcomeVisitor } from './current-visitor.ts';
import { describeFailure } from './describe-failure.ts';
import type { Oidc } from './oidc.ts';
import { addressOf } from './own-address.ts';
import { sendToPage } from './send-to-page.ts';

/** `POST /oidc/log-out`: ends the session here, and leads the browser to the provider to end it there. */
export function logOut(oidc: Oidc, request: Request, response: Response): void {
  const visitor = welcomeVisitor(oidc, request, response);
  const { session } = visitor;
  if (!session) {
    const text = 'There was nothing to end.';
    sendToPage(oidc, response, visitor, { title: 'Nobody is signed in', text, failed: true });
    return;
  }
  const state = randomState();
  try {
    const address = buildEndSessionUrl(session.provider, {
      id_token_hint: session.idToken,
      post_logout_redirect_uri: addressOf(request, '/oidc/logged-out'),
      state,
    });
    const text = 'The provider was not heard of since.';
    oidc.visitors.update(visitor.id, { session: null, logoutState: state, notice: { title: 'Logged out here', text } });
    keepVisitor(oidc.visitors.rename(visitor.id), response);
    const path = address.pathname + address.search;
    const way = { direction: 'open', call: '', method: 'GET', path, brokerName: session.brokerName } as const;
    oidc.app.calls.start({ ...way, request: null });
    response.redirect(303, address.href);
  } catch (error) {
    sendToPage(oidc, response, visitor, describeFailure('The provider ends no sessions', error));
  }
}

/** `GET /oidc/logged-out`: the browser came back from the provider. */
export function answerLoggedOut(oidc: Oidc, request: Request, response: Response): void {
  noteReturn(oidc.app, request);
  const visitor = welcomeVisitor(oidc, request, response);
  const isOurs = visitor.logoutState !== null && visitor.logoutState === request.query.state;
  oidc.visitors.update(visitor.id, { logoutState: null });
  const notice = isOurs
    ? { title: 'Logged out', text: 'The provider ended the session too.' }
    : { title: 'The log-out is not known', text: 'This browser did not start it here.', failed: true };
  sendToPage(oidc, response, visitor, notice);
}
