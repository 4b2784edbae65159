import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A trading app of another site, that shows screens in an iframe. */
export interface FramingApp {
  readonly port: number;
  /** @param host - One of those that the browser leads to this machine. */
  origin(host: string): string;
  /** The page of the app, with a screen in its frame. */
  pageWith(host: string, screenAddress: string): string;
  /** Shown in a frame, it keeps a cookie of a third party and says at the next visit whether that came back. */
  readonly probeAddress: string;
  close(): Promise<void>;
}

export const SUCCESS_PATH = '/callback/success';

export async function startFramingApp(): Promise<FramingApp> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://app');
    response.setHeader('content-type', 'text/html');
    if (pathname === '/probe') {
      response.setHeader('set-cookie', 'probe=1; SameSite=None; Secure; Path=/');
      response.end(`<p>${request.headers.cookie ?? 'no cookie'}</p><a href="/probe?again">again</a>`);
    } else if (pathname === SUCCESS_PATH) {
      response.end('<h1>Back in the app</h1>');
    } else {
      const screen = (searchParams.get('screen') ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      response.end(`<!doctype html><iframe name="screen" width="390" height="700" src="${screen}"></iframe>`);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = (host: string) => `http://${host}:${port}`;
  return {
    port,
    origin,
    pageWith: (host, screenAddress) => `${origin(host)}/?screen=${encodeURIComponent(screenAddress)}`,
    probeAddress: `http://127.0.0.1:${port}/probe`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
