import type { Request, Response } from 'express';
import type { App } from './app.ts';
import { sendHome } from './send-home.ts';

/** `/app/calls/clear`: empties the list of calls. */
export function answerClearCalls(app: App, request: Request, response: Response): void {
  app.calls.clear();
  sendHome(app, request, response);
}
