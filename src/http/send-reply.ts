import type { OutgoingHttpHeaders } from 'node:http';
import type { Response } from 'express';
import { requestContextOf } from './request-context.ts';
import type { RouteReply } from './route.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { streamText } from './stream-text.ts';

/** Who may frame a page is said by its own policy, which the older `X-Frame-Options` would contradict. */
const { 'x-frame-options': _unsaid, ...PAGE_SECURITY_HEADERS } = SECURITY_HEADERS;

export { PAGE_SECURITY_HEADERS };

/** Writes an answer, in one piece but for what is streamed. Nothing that the bridge says may be kept by a cache, but files that never change. */
export function sendReply(response: Response, reply: RouteReply): void {
  const context = requestContextOf(response);
  const headers: OutgoingHttpHeaders = {
    ...(reply.kind === 'html' ? PAGE_SECURITY_HEADERS : SECURITY_HEADERS),
    'cache-control': 'no-store',
    'x-request-id': context.requestId,
    ...context.headers,
  };
  if ('headers' in reply && reply.headers) Object.assign(headers, joinCookies(context.headers, reply.headers));
  switch (reply.kind) {
    case 'json':
      headers['content-type'] = 'application/json; charset=utf-8';
      send(response, reply.status ?? 200, headers, JSON.stringify(reply.body));
      break;
    case 'text':
      headers['content-type'] = reply.contentType;
      send(response, reply.status ?? 200, headers, reply.body);
      break;
    case 'html':
      headers['content-type'] = 'text/html; charset=utf-8';
      send(response, reply.status ?? 200, headers, reply.body);
      break;
    case 'file':
      headers['content-type'] = reply.contentType;
      send(response, 200, headers, reply.body);
      break;
    case 'stream':
      response.writeHead(200, { ...headers, 'content-type': reply.contentType });
      if (context.request.method === 'HEAD') response.end();
      else streamText(response, reply.text, context.log);
      break;
    case 'redirect':
      response.writeHead(303, { ...headers, location: reply.location }).end();
      break;
    case 'empty':
      response.writeHead(204, headers).end();
  }
}

/** The only header that an answer may have twice: cookies of the request, and of the answer itself. */
function joinCookies(
  ofRequest: Readonly<Record<string, string>>,
  ofReply: Readonly<Record<string, string>>,
): OutgoingHttpHeaders {
  const { 'set-cookie': first } = ofRequest;
  const { 'set-cookie': second } = ofReply;
  return first && second ? { ...ofReply, 'set-cookie': [first, second] } : ofReply;
}

function send(response: Response, status: number, headers: OutgoingHttpHeaders, body: string | Buffer): void {
  headers['content-length'] = Buffer.byteLength(body);
  response.writeHead(status, headers).end(body);
}
