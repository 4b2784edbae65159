import type { Request, RequestHandler } from 'express';

/** An address of ours, as the browser knows us: there its cookies are. */
export function addressOf(request: Request, path: string): string {
  return `${request.protocol}://${request.headers.host ?? ''}${path}`;
}

/** By another name of this machine the browser would come back without its cookies. */
export const leadToLoopbackAddress: RequestHandler = (request, response, next) => {
  const { host = '' } = request.headers;
  if (request.method !== 'GET' || !/^localhost(:|$)/.test(host)) return next();
  response.redirect(307, `http://${host.replace('localhost', '127.0.0.1')}${request.originalUrl}`);
};
