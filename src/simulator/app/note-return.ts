import type { Request } from 'express';
import type { App } from './app.ts';

/** Notes in the log of calls that a browser came to a page of the platform. */
export function noteReturn(app: App, request: Request): void {
  const { method, originalUrl: path } = request;
  app.calls.start({ direction: 'return', call: '', method, path, brokerName: null, request: null });
}
