import type { Response } from 'express';
import type { App } from './app.ts';

/** A page that says plainly what went wrong. */
export function sendProblem(app: App, response: Response, status: number, title: string, text: string): void {
  response
    .status(status)
    .type('html')
    .send(app.render('problem', { title, text, mailCount: app.mailbox.list().length }));
}
