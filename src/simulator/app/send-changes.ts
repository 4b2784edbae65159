import type { Request, Response } from 'express';
import type { App } from './app.ts';

const KEEP_ALIVE_MS = 20_000;

/** `/app/changes`: a stream of events, one whenever there is something new to see. */
export function sendChanges(app: App, request: Request, response: Response): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  const unsubscribe = app.changes.subscribe(() => response.write('data: changed\n\n'));
  const keepAlive = setInterval(() => response.write(':\n\n'), KEEP_ALIVE_MS);
  const stop = () => {
    clearInterval(keepAlive);
    unsubscribe();
    app.closing.removeEventListener('abort', stop);
    response.end();
  };
  app.closing.addEventListener('abort', stop);
  request.once('close', stop);
}
