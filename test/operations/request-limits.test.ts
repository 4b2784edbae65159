import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { ERROR_CATALOGUE } from '../../src/errors/catalogue.ts';
import { platformCaller, post } from '../support/platform-caller.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { send } from '../support/trader-browser.ts';
import { openRawConnection, type RawConnection } from './raw-connection.ts';

const BROKER = 'tradingtech_main';
const REQUEST_TIMEOUT_SECONDS = 1;
/** The time-out, and the interval at which connections are looked at, with room for a busy machine. */
const CUT_OFF_WITHIN_MS = 15_000;
const IDLE_CONNECTIONS = 400;
const HEAD = `POST /b/${BROKER}/oauth2/crmApiToken HTTP/1.1\r\n`;
const CHUNK = `1000\r\n${'x'.repeat(0x1000)}\r\n`;

describe('row 48: limits of a request', () => {
  const folder = makeTempFolder();
  let bridge: BridgeProcess;
  let host = '';
  let passwordUrl = '';

  before(async () => {
    bridge = await startBridgeProcess({
      DATA_DIR: folder.path,
      REQUEST_TIMEOUT_SECONDS: String(REQUEST_TIMEOUT_SECONDS),
    });
    host = new URL(bridge.url).host;
    passwordUrl = `${bridge.url}/b/${BROKER}/oauth2/crmApiToken`;
  });
  after(async () => {
    await bridge?.end('SIGTERM');
    folder.remove();
  });

  for (const [name, bytes] of [
    ['of a megabyte', 1_000_000],
    ['one byte too large', 16 * 1024 + 1],
  ] as const) {
    test(`row 48: a body ${name} is refused as malformed`, async () => {
      const body = `{"password":"${'x'.repeat(bytes - '{"password":""}'.length)}"}`;
      const answer = await post(passwordUrl, { body });
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, 'MALFORMED_REQUEST');
    });
  }

  test('row 48: a large form on a screen is refused with a page', async () => {
    const answer = await send(`${bridge.url}/b/${BROKER}/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `email=${'x'.repeat(100_000)}`,
    });
    assert.equal(answer.status, 400);
    assert.match(String(answer.headers['content-type']), /^text\/html/);
  });

  test('row 48: a body that says nothing of its length is refused at the limit too', async () => {
    const connection = await openRawConnection(bridge.url);
    connection.send(`${HEAD}Host: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    for (let sent = 0; sent < 10; sent += 1) connection.send(CHUNK);
    connection.send('0\r\n\r\n');
    assert.match(await connection.untilReceived('}'), /^HTTP\/1\.1 400 /);
    connection.destroy();
  });

  test('row 48: a small body that unpacks to a large one is refused', async () => {
    const packed = gzipSync(`{"password":"${'x'.repeat(5_000_000)}"}`);
    assert(packed.length < 16 * 1024);
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    const answer = await send(passwordUrl, { method: 'POST', headers, body: packed });
    assert.equal(answer.status, 400);
    assert.equal(JSON.parse(answer.text).code, 'MALFORMED_REQUEST');
  });

  test('row 48: headers that are too large get 431', async () => {
    const answer = await send(`${bridge.url}/healthz`, { headers: { 'X-Large': 'x'.repeat(20_000) } });
    assert.equal(answer.status, 431);
    assert.deepEqual(JSON.parse(answer.text), {
      error: 'Request Header Fields Too Large',
      message: ERROR_CATALOGUE.malformed_request.sentence,
      code: 'MALFORMED_REQUEST',
    });
    assert.match(String(answer.headers['x-request-id']), /^[0-9a-f-]{36}$/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    while (!bridge.output().includes(`"requestId":"${answer.headers['x-request-id']}","status":431`)) await delay(20);
  });

  test('row 48: an address that is too long gets 431', async () => {
    assert.equal((await send(`${bridge.url}/healthz?${'x'.repeat(20_000)}`)).status, 431);
  });

  test('row 48: what is no HTTP gets 400 and is closed', async () => {
    const connection = await openRawConnection(bridge.url);
    connection.send('\u0016\u0003\u0001 hello\r\n\r\n');
    const received = await connection.untilClosed();
    assert.match(
      received,
      /^HTTP\/1\.1 400 [\s\S]*\r\nx-request-id: [0-9a-f-]{36}\r\n[\s\S]*"code":"MALFORMED_REQUEST"}$/,
    );
  });

  test('row 48: what is no HTTP behind a request gets one answer of its own', async () => {
    const connection = await openRawConnection(bridge.url);
    connection.send(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await connection.untilReceived('{"status":"ok"}');
    connection.send('no HTTP\r\n\r\n');
    const statuses = (await connection.untilClosed()).match(/HTTP\/1\.1 \d+/g);
    assert.deepEqual(statuses, ['HTTP/1.1 200', 'HTTP/1.1 400']);
  });

  test('row 48: what a caller expects changes nothing, for 417 means something else here', async () => {
    const connection = await openRawConnection(bridge.url);
    connection.send(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nExpect: the-unexpected\r\n\r\n`);
    assert.match(await connection.untilReceived('{"status":"ok"}'), /^HTTP\/1\.1 200 /);
    connection.destroy();
  });

  test('row 48: a folder of the styles is nothing, not a way to itself', async () => {
    for (const path of ['/assets', '/assets/']) {
      assert.equal((await send(`${bridge.url}${path}`)).status, 404);
    }
  });

  describe('slow senders', { concurrency: true }, () => {
    async function closesInTime(begin: (connection: RawConnection) => void | Promise<void>): Promise<string> {
      const connection = await openRawConnection(bridge.url);
      const startedAtMs = performance.now();
      const sending = begin(connection);
      const received = await connection.untilClosed();
      assert(performance.now() - startedAtMs < CUT_OFF_WITHIN_MS);
      await sending;
      return received;
    }

    test('row 48: headers that come letter by letter are cut off in time', async () => {
      const head = `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX-Slow: ${'x'.repeat(1000)}`;
      assert.match(
        await closesInTime((connection) => connection.drip(head, 50)),
        /^HTTP\/1\.1 408 [\s\S]*"code":"MALFORMED_REQUEST"}$/,
      );
    });

    test('row 48: a body that comes letter by letter is cut off in time', async () => {
      await closesInTime((connection) => {
        connection.send(`${HEAD}Host: ${host}\r\nContent-Length: 1000\r\n\r\n`);
        return connection.drip(`{"password":"${'x'.repeat(900)}`, 50);
      });
    });

    test('row 48: a body that never comes is cut off in time', async () => {
      await closesInTime((connection) => connection.send(`${HEAD}Host: ${host}\r\nContent-Length: 10\r\n\r\n`));
    });

    test('row 48: a body without end is cut off in time', async () => {
      await closesInTime(async (connection) => {
        connection.send(`${HEAD}Host: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n`);
        while (!connection.isClosed()) {
          connection.send(CHUNK);
          await delay(5);
        }
      });
    });

    test('row 48: after a first request, a second one that stalls is cut off in time', async () => {
      const received = await closesInTime(async (connection) => {
        connection.send(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\nGET /hea`);
        await connection.untilReceived('{"status":"ok"}');
      });
      assert.match(received, /^HTTP\/1\.1 200 /);
    });

    test(`row 48: ${IDLE_CONNECTIONS} connections that say nothing harm nobody, and are closed in time`, async () => {
      const opening = Array.from({ length: IDLE_CONNECTIONS }, () => openRawConnection(bridge.url));
      const connections = await Promise.all(opening);
      const startedAtMs = performance.now();
      assert.notEqual(await platformCaller(bridge.url, BROKER).crmApiToken(), 'undefined');
      for (let call = 0; call < 10; call += 1) {
        assert.equal((await fetch(`${bridge.url}/readyz`)).status, 200);
      }
      assert(performance.now() - startedAtMs < CUT_OFF_WITHIN_MS);
      await Promise.all(connections.map((connection) => connection.untilClosed()));
      assert(performance.now() - startedAtMs < CUT_OFF_WITHIN_MS);
    });
  });

  test('row 48: after all that the bridge is well, and nothing was a bug', async () => {
    assert.equal((await fetch(`${bridge.url}/readyz`)).status, 200);
    assert.doesNotMatch(bridge.output(), /"level":"(error|fatal)"/);
  });
});
