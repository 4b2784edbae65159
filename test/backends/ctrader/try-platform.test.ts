import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createTryPlatform } from '../../../src/backends/ctrader/try-platform.ts';
import { createKeyRing } from '../../../src/lib/key-ring.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const keyRing = createKeyRing([{ id: 'a', bytes: Buffer.alloc(32, 1) }]);
const PASSWORD = 'a-managers-password';

describe('a connection to a platform that is tried', () => {
  const tryPlatformFor = (timeoutMs: number) => createTryPlatform({ keyRing, clock: createFakeClock(), timeoutMs });
  const answers: Record<string, RequestListener> = {
    '/good': (_request, response) => response.end('{"webservToken":"t"}'),
    '/wrong': (_request, response) => response.writeHead(403).end('{"error":{"errorCode":"CH_CLIENT_AUTH_FAILURE"}}'),
    '/nothing': (_request, response) => response.writeHead(404).end(),
    '/page': (_request, response) => response.end('<h1>Welcome</h1>'),
    '/elsewhere': (_request, response) => response.writeHead(302, { location: '/good' }).end(),
    '/silent': () => undefined,
    '/hung-up': (request) => request.socket.destroy(),
  };
  const server = createServer((request, response) => {
    const [, name] = (request.url ?? '').split('/');
    answers[`/${name}`]?.(request, response);
  });
  let url = '';

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const tried = async (baseUrl: string, timeoutMs = 20_000) => {
    const outcome = await tryPlatformFor(timeoutMs)({
      baseUrl,
      managerLogin: 1,
      password: { kind: 'entered', text: PASSWORD },
    });
    return outcome.kind === 'works' ? 'works' : outcome.at;
  };

  test('works when it gives a token', async () => {
    assert.equal(await tried(`${url}/good`), 'works');
  });

  for (const [path, at] of [
    ['/wrong', 'login'],
    ['/nothing', 'answer'],
    ['/page', 'answer'],
    ['/elsewhere', 'answer'],
    ['/hung-up', 'connection'],
  ] as const) {
    test(`fails at the ${at} when the platform is ${path.slice(1)}`, async () => {
      assert.equal(await tried(`${url}${path}`), at);
    });
  }

  test('fails at the timeout when the platform is silent', async () => {
    assert.equal(await tried(`${url}/silent`, 400), 'timeout');
  });

  test('fails at the address that no name server knows', async () => {
    assert.equal(await tried('http://no-such-host.invalid'), 'address');
  });

  test('fails at the connection where nothing listens', async () => {
    assert.equal(await tried('http://127.0.0.1:9'), 'connection');
  });

  test('fails at TLS where the other side speaks none', async () => {
    assert.equal(await tried(url.replace('http:', 'https:')), 'tls');
  });
});
