import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import type { ConsoleViewer } from '../../src/entrypoints/admin/page/console-viewer.ts';
import { redirectWithNotice } from '../../src/entrypoints/admin/page/notices.ts';
import { type ConsolePageKit, createConsolePageKit } from '../../src/entrypoints/admin/page/page-kit.ts';
import { renderPage, renderPageBody, renderSignInPage } from '../../src/entrypoints/admin/page/render-page.ts';
import { beginRequest } from '../../src/http/begin-request.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { type RequestContext, requestContextOf } from '../../src/http/request-context.ts';
import type { RouteReply } from '../../src/http/route.ts';
import { sendReply } from '../../src/http/send-reply.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { roleAllows, type StaffRole } from '../../src/lib/staff-permissions.ts';
import { CONSOLE_SAMPLES } from './console-samples.ts';
import { PROJECT_FOLDER } from './start-bridge.ts';

export interface ConsolePages {
  readonly url: string;
  /** Fields of forms that were sent, newest last. */
  readonly sent: Record<string, string>[];
  close(): Promise<void>;
}

export function viewerOf(role: StaffRole): ConsoleViewer {
  const can: ConsoleViewer['can'] = (permission) => roleAllows(role, permission);
  return { email: 'ada@example.com', name: 'Ada Lovelace', role, csrf: 'sample-csrf', can };
}

/** Pages of the console with sample data in every part, without the bridge behind them. */
export async function startConsolePages(): Promise<ConsolePages> {
  const kit = createConsolePageKit(join(PROJECT_FOLDER, 'views'));
  const sent: Record<string, string>[] = [];
  const answer =
    (make: (context: RequestContext) => RouteReply): RequestHandler =>
    (_request, response) =>
      sendReply(response, make(requestContextOf(response)));

  const log = createLogger('silent');
  const app = express()
    .use(beginRequest({ log, metrics: createMetrics(), isStopping: () => false }))
    .use(kit.assets.router)
    .use('/assets', express.static(join(PROJECT_FOLDER, 'views/public')))
    .get('/admin/sample', ({ query }, response, next) => {
      if (query.q === 'ended') response.redirect(303, '/admin/sign-in');
      else if (query.q === 'broken') response.status(503).send('no');
      else next();
    })
    .get(
      '/admin/sample',
      answer((context) => samplePage(kit, context)),
    )
    .get(
      '/admin/error',
      answer((context) => errorPage(kit, context)),
    )
    .get(
      '/admin/sign-in',
      answer((context) => signInPage(kit, context)),
    )
    .all('/admin/preview', express.urlencoded({ extended: false }), (request, response) => {
      response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'self'");
      const { primary = 'nothing' } = (request.body ?? {}) as Record<string, string>;
      response.send(
        `<!doctype html><html lang="en"><title>Log in</title><p>Colour: ${primary.replaceAll(/[^#\w]/g, '')}</p>`,
      );
    })
    .post('/admin/passkey-options', (_request, response) => void response.json({ options: PASSKEY_OPTIONS }))
    .post('/admin/sample/file', express.urlencoded({ extended: false }), (request, response) => {
      sent.push({ ...request.body });
      response.attachment('sample.json').send('{}');
    })
    .post('/admin/sample', express.urlencoded({ extended: false }), (request, response) => {
      sent.push({ ...request.body });
      sendReply(response, redirectWithNotice('/admin/sample', 'saved'));
    });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, sent, close: () => close(server) };
}

const PASSKEY_OPTIONS = {
  challenge: 'c2FtcGxlLWNoYWxsZW5nZQ',
  rpId: 'localhost',
  userVerification: 'preferred',
  timeout: 5000,
};

function samplePage(kit: ConsolePageKit, context: RequestContext): RouteReply {
  const viewer = viewerOf('owner');
  const facts = {
    viewer,
    csrf: viewer.csrf,
    path: context.request.path,
    requestId: context.requestId,
    asset: kit.assets.address,
  };
  const body = CONSOLE_SAMPLES.map(({ part, data }) => kit.renderView(`parts/${part}`, data(facts))).join('\n');
  const page = {
    title: 'Every part of a page',
    lead: 'As pages put them together, with data of all kinds.',
    section: 'white-labels',
    crumbs: [
      { label: 'White labels', href: '/admin/white-labels' },
      { label: 'tradingtech_main', href: '/admin/white-labels/x' },
    ],
    actions: [
      { label: 'Compare', href: '/admin/x' },
      { label: 'New white label', href: '/admin/y', isPrimary: true },
    ],
    viewer,
    context,
  } as const;
  return renderPageBody(kit, page, body);
}

function errorPage(kit: ConsolePageKit, context: RequestContext): RouteReply {
  const data = {
    sentence: 'There is no such white label.',
    remedy: 'Look for it in the list.',
    code: 'not_found',
    back: { label: 'White labels', href: '/admin' },
  };
  return renderPage(kit, {
    view: 'error',
    title: 'Not found',
    section: 'white-labels',
    status: 404,
    data,
    viewer: viewerOf('support'),
    context,
  });
}

function signInPage(kit: ConsolePageKit, context: RequestContext): RouteReply {
  const passkey = kit.renderView('parts/passkey-button', {
    kind: 'sign-in',
    options: '/admin/passkey-options',
    field: 'passkey',
    label: 'Sign in with a passkey',
  });
  const fields = [
    { name: 'email', label: 'Email', type: 'email', isRequired: true, autocomplete: 'username' },
    { name: 'password', label: 'Password', type: 'password', isRequired: true, autocomplete: 'current-password' },
  ];
  const form = {
    action: '/admin/sample',
    csrf: 'sample-csrf',
    fields,
    after: `<p class="or">or</p>${passkey}`,
    submit: 'Sign in',
    isFree: true,
  };
  return renderSignInPage(kit, {
    view: 'parts/form',
    title: 'Sign in',
    lead: 'To the console of the bridge.',
    data: form,
    context,
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
