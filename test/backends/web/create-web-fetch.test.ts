import assert from 'node:assert/strict';
import type { LookupAddress, lookup } from 'node:dns';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createWebFetch, type WebFetch, type WebFetchOptions } from '../../../src/backends/web/create-web-fetch.ts';

/** For what answers, however busy the machine is. */
const TIMEOUT_MS = 20_000;
const SHORT_TIMEOUT_MS = 400;
const LIMIT_BYTES = 262_144;
const SECRET = 'secret-in-the-address';
const PACKED = gzipSync('a'.repeat(100 * LIMIT_BYTES));

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server answers below each path. */
const ANSWERS: Record<string, (response: ServerResponse) => unknown> = {
  '/keys': (response) => response.writeHead(200, { 'cache-control': 'max-age=60', x: ['1', '2'] }).end('{"keys":[]}'),
  '/once': (response) => response.writeHead(200, { connection: 'close' }).end(),
  '/none': (response) => response.writeHead(204).end(),
  '/broken': (response) => response.writeHead(500).end('no'),
  '/redirect': (response) => response.writeHead(302, { location: '/keys' }).end(),
  '/silent': () => undefined,
  '/slow': (response) => response.writeHead(200).write('{'),
  '/full': (response) => response.writeHead(200).end('a'.repeat(LIMIT_BYTES)),
  '/huge': (response) => {
    response.writeHead(200).write('a'.repeat(LIMIT_BYTES));
    response.end('a');
  },
  '/packed': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(PACKED),
  '/cut': (response) => response.writeHead(200, { 'content-length': '9' }).write('{', () => response.destroy()),
  '/strange': (response) => response.socket?.end('HTTP/1.1 999 Strange\r\ncontent-length: 0\r\n\r\n'),
};

describe('row 47: fetching for apps', () => {
  let server: Server;
  let port: number;
  let url: string;
  let seen: Seen[] = [];
  const opened: WebFetch[] = [];

  before(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method = '', url: path = '', headers } = request;
      seen.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
      ANSWERS[path.split('?')[0] ?? '']?.(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    url = `http://127.0.0.1:${port}`;
  });
  after(async () => {
    await Promise.all(opened.map((one) => one.close()));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    seen = [];
  });

  function open(options: Partial<WebFetchOptions> = {}): WebFetch['fetch'] {
    const web = createWebFetch({ allowLoopback: true, timeoutMs: TIMEOUT_MS, ...options });
    opened.push(web);
    return web.fetch;
  }

  /** @returns The code of the failure. Its words must not repeat the address. */
  async function failureOf(work: Promise<Response>): Promise<string> {
    const error = await work.then(
      () => assert.fail('it was fetched'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error && 'code' in error);
    assert.equal(error.cause, undefined);
    assert.doesNotMatch(`${error.stack}`, new RegExp(SECRET));
    return String(error.code);
  }

  test('an answer comes back as the global function would give it', async () => {
    const answer = await open()(`${url}/keys?x=1`, { headers: new Headers({ accept: 'application/json' }) });
    assert.deepEqual([answer.status, answer.ok, await answer.json()], [200, true, { keys: [] }]);
    assert.deepEqual([answer.headers.get('cache-control'), answer.headers.get('x')], ['max-age=60', '1, 2']);
    assert.equal(seen[0]?.path, '/keys?x=1');
    assert.equal(seen[0]?.headers.accept, 'application/json');
    assert.equal(seen[0]?.headers['accept-encoding'], undefined);
  });

  test('a form arrives as one', async () => {
    const body = new URLSearchParams({ logout_token: 'a.b.c' });
    const answer = await open()(`${url}/none`, { method: 'POST', redirect: 'manual', body });
    assert.deepEqual([answer.status, await answer.text()], [204, '']);
    assert.equal(seen[0]?.method, 'POST');
    assert.equal(seen[0]?.body, 'logout_token=a.b.c');
    assert.match(String(seen[0]?.headers['content-type']), /^application\/x-www-form-urlencoded/);
  });

  test('whoever calls cannot choose another way out: an agent of theirs is not used', async () => {
    const dispatcher = { dispatch: () => assert.fail('the caller’s agent was used') };
    const init = { headers: new Headers({ 'user-agent': '' }), signal: AbortSignal.timeout(TIMEOUT_MS), dispatcher };
    assert.equal((await open()(`${url}/keys`, init as unknown as RequestInit)).status, 200);
  });

  test('an error of the app is an answer', async () => {
    assert.equal((await open()(`${url}/broken`)).status, 500);
  });

  test('a redirect is not followed', async () => {
    const answer = await open()(`${url}/redirect`);
    assert.deepEqual([answer.status, seen.length], [302, 1]);
  });

  for (const path of ['/silent', '/slow']) {
    test(`an app that does not finish its answer is left after a time: ${path}`, async () => {
      const startedAtMs = performance.now();
      assert.equal(
        await failureOf(open({ timeoutMs: SHORT_TIMEOUT_MS })(`${url}${path}?key=${SECRET}`)),
        'ERR_FETCH_TIMEOUT',
      );
      assert.ok(performance.now() - startedAtMs < TIMEOUT_MS);
    });
  }

  test('256 KB are read, and not one byte more', async () => {
    assert.equal((await (await open()(`${url}/full`)).text()).length, LIMIT_BYTES);
    assert.equal(await failureOf(open()(`${url}/huge?key=${SECRET}`)), 'UND_ERR_RES_EXCEEDED_MAX_SIZE');
  });

  test('what comes packed is not unpacked', async () => {
    assert.ok((await (await open()(`${url}/packed`)).arrayBuffer()).byteLength < LIMIT_BYTES);
  });

  test('an answer that breaks off, or that HTTP does not know, is a failure', async () => {
    assert.equal(await failureOf(open()(`${url}/cut?key=${SECRET}`)), 'UND_ERR_SOCKET');
    await failureOf(open()(`${url}/strange?key=${SECRET}`));
  });

  test('the signal of the caller counts, with its own reason', async () => {
    const reason = new Error('the caller has had enough');
    await assert.rejects(open()(`${url}/keys`, { signal: AbortSignal.abort(reason) }), reason);
    assert.equal(seen.length, 0);
    const controller = new AbortController();
    const fetching = open({ timeoutMs: 60_000 })(`${url}/silent`, { signal: controller.signal });
    setImmediate(() => controller.abort(reason));
    await assert.rejects(fetching, reason);
  });

  test('closing breaks off what is under way', async () => {
    const web = createWebFetch({ allowLoopback: true, timeoutMs: 60_000 });
    const fetching = failureOf(web.fetch(`${url}/silent`));
    while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await web.close();
    assert.equal(await fetching, 'UND_ERR_DESTROYED');
  });

  test('in production mode it goes to public https addresses alone, whatever their spelling', async () => {
    const fetch = open({ allowLoopback: false });
    for (const [address, code] of [
      ...[url, `http://localhost:${port}/`, 'http://example.com/', 'ftp://example.com/', 'file:///etc/passwd'].map(
        (one) => [one, 'ERR_NOT_HTTPS'] as const,
      ),
      ...[
        ...[`https://127.0.0.1:${port}/`, `https://[::1]:${port}/`, `https://[::ffff:127.0.0.1]:${port}/`],
        ...[`https://localhost:${port}/`, `https://2130706433:${port}/`],
        ...[`https://0x7f.1:${port}/`, `https://0:${port}/`, 'https://169.254.169.254/latest/meta-data/'],
        ...['https://10.0.0.1/', 'https://192.168.1.1/', 'https://[fd12::1]/'],
      ].map((one) => [one, 'ERR_ADDRESS_NOT_PUBLIC'] as const),
    ] as const) {
      assert.equal(await failureOf(fetch(`${address}?key=${SECRET}`)), code, address);
    }
    await failureOf(fetch(`https://user:${SECRET}@example.com/`));
    await failureOf(fetch(`https://:${SECRET}`));
    assert.equal(seen.length, 0);
  });

  test('sandbox mode goes to this machine too, but to no other private address, and without TLS nowhere else', async () => {
    const fetch = open();
    assert.equal((await fetch(`http://localhost:${port}/keys`)).status, 200);
    for (const address of ['http://93.184.215.14/', 'http://10.0.0.1/', 'https://10.0.0.1/', 'https://[fd12::1]/']) {
      assert.equal(await failureOf(fetch(address)), 'ERR_ADDRESS_NOT_PUBLIC', address);
    }
  });

  test('an origin that is open may be anywhere; another port of it is another origin', async () => {
    const fetch = open({ allowLoopback: false, openOrigin: url });
    assert.equal((await fetch(`${url}/keys`)).status, 200);
    assert.equal(await failureOf(fetch(`http://127.0.0.1:${port + 1}/keys`)), 'ERR_NOT_HTTPS');
    assert.equal(await failureOf(fetch(`https://127.0.0.1:${port}/keys`)), 'ERR_ADDRESS_NOT_PUBLIC');
  });

  describe('a name', () => {
    /** A name server that answers otherwise each time. */
    function names(...answers: readonly (readonly string[])[]) {
      let asked = 0;
      const lookUp = (_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) => {
        const addresses = answers[asked] ?? answers.at(-1) ?? [];
        asked += 1;
        process.nextTick(() =>
          done(
            null,
            addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
          ),
        );
      };
      return { lookUpName: lookUp as typeof lookup, asked: () => asked };
    }

    test('that leads to this machine is not followed in production mode', async () => {
      const { lookUpName, asked } = names(['127.0.0.1']);
      const fetch = open({ allowLoopback: false, lookUpName });
      assert.equal(await failureOf(fetch(`https://app.example:${port}/${SECRET}`)), 'ERR_ADDRESS_NOT_PUBLIC');
      assert.equal(asked(), 1);
    });

    test('one of whose addresses is private is not followed, nor one without addresses', async () => {
      for (const answer of [['8.8.8.8', '10.0.0.1'], ['8.8.8.8', '::1'], []]) {
        const { lookUpName } = names(answer);
        const fetch = open({ allowLoopback: false, lookUpName });
        assert.equal(await failureOf(fetch('https://app.example/')), 'ERR_ADDRESS_NOT_PUBLIC');
      }
    });

    test('that leads elsewhere the next time is looked at again: what was checked is what is connected to', async () => {
      const { lookUpName, asked } = names(['127.0.0.1'], ['10.0.0.1']);
      const fetch = open({ lookUpName });
      assert.equal((await fetch(`http://app.example:${port}/once`)).status, 200);
      assert.equal(asked(), 1, 'one look-up, whose answer was connected to');
      assert.equal(await failureOf(fetch(`http://app.example:${port}/keys`)), 'ERR_ADDRESS_NOT_PUBLIC');
      assert.deepEqual([asked(), seen.length], [2, 1]);
    });
  });

  test('an https address that speaks no TLS learns nothing', async (t) => {
    let bytes = '';
    const plain = createTcpServer((socket) => {
      socket.on('data', (chunk) => {
        bytes += chunk.toString('latin1');
        socket.end('HTTP/1.1 200 OK\r\n\r\n');
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    t.after(() => plain.close());
    await failureOf(open()(`https://127.0.0.1:${(plain.address() as AddressInfo).port}/${SECRET}`));
    assert.doesNotMatch(bytes, new RegExp(SECRET));
  });
});
