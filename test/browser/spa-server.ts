import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';

/** An app that lives in the browser: a page, the library, and a script of a few lines. */
export interface SpaServer {
  readonly origin: string;
  close(): Promise<void>;
}

const LIBRARY = join(PROJECT_FOLDER, 'node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js');

/** @param settings - Of the library's `UserManager`, but for the addresses of the app itself. */
export async function startSpaServer(settings: () => Readonly<Record<string, unknown>>): Promise<SpaServer> {
  const script = (origin: string) => {
    const whole = { redirect_uri: `${origin}/callback`, post_logout_redirect_uri: `${origin}/goodbye`, ...settings() };
    return `
      window.manager = new oidc.UserManager(${JSON.stringify(whole)});
      const show = (text) => { document.getElementById('state').textContent = text; };
      if (location.pathname === '/callback') {
        manager.signinRedirectCallback().then((user) => show('signed in ' + user.profile.sub), (error) => show(String(error)));
      } else if (location.pathname === '/goodbye') {
        manager.signoutRedirectCallback().then(() => show('signed out'), (error) => show(String(error)));
      } else show('ready');`;
  };
  const page =
    '<!doctype html><title>An app</title><p id="state"></p><script src="/library.js"></script><script src="/app.js"></script>';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://app');
    const [type, body] =
      pathname === '/library.js'
        ? ['text/javascript', readFileSync(LIBRARY)]
        : pathname === '/app.js'
          ? ['text/javascript', script(`http://${request.headers.host}`)]
          : ['text/html', page];
    response.writeHead(pathname === '/favicon.ico' ? 404 : 200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
