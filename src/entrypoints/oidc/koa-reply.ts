import type { Response } from 'express';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import { requestContextOf } from '../../http/request-context.ts';
import type { RouteReply } from '../../http/route.ts';
import { PAGE_SECURITY_HEADERS } from '../../http/send-reply.ts';

/** The request that the engine works at, as our pages want to have it. */
export function receivedBy(context: KoaContextWithOIDC): ReceivedRequest {
  const { ui_locales: uiLocales } = context.query;
  const language = typeof uiLocales === 'string' ? uiLocales.split(/[ -]/, 1)[0] : undefined;
  return {
    context: requestContextOf(context.res as Response),
    query: language === undefined ? {} : { lang: language },
    body: {},
  };
}

/** Has the engine answer with one of our pages. */
export function replyWithPage(
  context: KoaContextWithOIDC,
  { status = 200, headers, body }: Extract<RouteReply, { kind: 'html' }>,
): void {
  context.status = status;
  context.type = 'html';
  context.remove('X-Frame-Options');
  context.set({ ...PAGE_SECURITY_HEADERS, ...headers, 'cache-control': 'no-store' });
  context.body = body;
}
