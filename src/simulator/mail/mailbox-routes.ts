import { type Request, type Response, Router } from 'express';
import type { App } from '../app/app.ts';
import { appHeaders } from '../app/app-headers.ts';
import { sendProblem } from '../app/send-problem.ts';
import { linkify } from './linkify.ts';
import type { Mailbox, ReceivedMail } from './mailbox.ts';

/** Pages on which a person reads the mail that the bridge sent. */
export function mailboxRoutes(app: App, mailbox: Mailbox): Router {
  const router = Router();
  router.use('/mailbox', appHeaders);
  router.get('/mailbox', (request, response) => {
    const filter = { brokerName: textOf(request.query.broker), to: textOf(request.query.to) };
    const mails = mailbox.list(filter);
    const page = { title: 'Mailbox', mailCount: mailbox.list().length, brokers: app.platform.brokers };
    response.type('html').send(app.render('mailbox', { ...page, mails, filter }));
  });
  router.get('/mailbox/:id', (request, response) => {
    withMail(request, response, (mail) => {
      const page = { title: mail.subject, mailCount: mailbox.list().length };
      response.type('html').send(app.render('mail', { ...page, mail, text: linkify(mail.text) }));
    });
  });
  router.get('/mailbox/:id/html', (request, response) => {
    withMail(request, response, (mail) => {
      response.set('content-security-policy', MAIL_POLICY);
      response.type('html').send(`${OPEN_IN_NEW_TAB}${mail.html}`);
    });
  });

  function withMail(request: Request, response: Response, show: (mail: ReceivedMail) => void): void {
    const mail = mailbox.find(Number(request.params.id));
    if (mail) show(mail);
    else
      sendProblem(
        app,
        response,
        404,
        'No such mail',
        'The mailbox keeps the latest mails only, and forgets all when it restarts.',
      );
  }
  return router;
}

/** A mail is a stranger's page: it runs nothing, loads nothing, sends nothing, and has no origin. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

const OPEN_IN_NEW_TAB = '<!doctype html><base target="_blank">';

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
