import type { Response } from 'express';
import type { RouteReply } from './route.ts';

/**
 * Writes an answer. Nothing that the bridge says may be kept by a cache. Who may frame a page is said by the page's own
 * policy, which the older `X-Frame-Options` would contradict.
 */
export function sendReply(response: Response, reply: RouteReply): void {
  response.setHeader('Cache-Control', 'no-store');
  switch (reply.kind) {
    case 'json':
      send(response, reply.status ?? 200, 'application/json; charset=utf-8', JSON.stringify(reply.body));
      break;
    case 'text':
      send(response, reply.status ?? 200, reply.contentType, reply.body);
      break;
    case 'html':
      response.removeHeader('X-Frame-Options');
      setHeaders(response, reply.headers);
      send(response, reply.status ?? 200, 'text/html; charset=utf-8', reply.body);
      break;
    case 'redirect':
      setHeaders(response, { ...reply.headers, Location: reply.location });
      response.writeHead(303).end();
      break;
    case 'empty':
      response.writeHead(204).end();
  }
}

function setHeaders(response: Response, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function send(response: Response, status: number, contentType: string, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': bytes.length }).end(bytes);
}
