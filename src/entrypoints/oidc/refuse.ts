import type { Request, Response } from 'express';
import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../errors/catalogue.ts';
import { requestContextOf } from '../../http/request-context.ts';
import { sendReply } from '../../http/send-reply.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/** Answers, before any provider could, in the protocol's form: JSON to an app, a page to a browser. */
export function refuse(
  { pages, brokers }: Pick<OidcDependencies, 'pages' | 'brokers'>,
  error: BridgeError,
  request: Request,
  response: Response,
): void {
  const context = requestContextOf(response);
  context.errorCode = error.code;
  const { status, sentence } = ERROR_CATALOGUE[error.code];
  const code = status >= 500 ? 'temporarily_unavailable' : 'invalid_request';
  if (error.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(error.retryAfterSeconds));
  if (request.accepts(['json', 'html']) === 'html') {
    const fault = { error: code, description: sentence, status };
    sendReply(response, pages.fault(brokers.find(context.brokerName), { context, query: {}, body: {} }, fault));
    return;
  }
  sendReply(response, { kind: 'json', status, body: { error: code, error_description: sentence } });
}
