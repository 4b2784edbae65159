import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import express from 'express';
import joi from 'joi';
import { beginRequest } from '../../src/http/begin-request.ts';
import { createHttpServer } from '../../src/http/create-http-server.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { mountRoutes } from '../../src/http/mount-routes.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { openRawConnection } from '../operations/raw-connection.ts';
import { multipartBody } from '../support/multipart-body.ts';
import { send } from '../support/trader-browser.ts';

const IDLE_MS = 2400;
const TRADERS_PLACES = 2;
const SLOW = 'x'.repeat(12);
const BEGINNING = 4;
const log = createLogger('silent');

const handler = express().use(
  beginRequest({ log, metrics: createMetrics(), isStopping: () => false }),
  mountRoutes<string>({
    routes: [
      {
        method: 'POST',
        paths: ['/upload'],
        summary: 'a route of a test',
        security: { kind: 'open', because: 'it is a test' },
        body: { fileFields: ['one'], maxFileBytes: 1000, admit: async () => {} },
        request: { query: joi.object({}), body: joi.object({}).unknown(true) },
        response: { status: 200, contentType: 'application/json' },
        errors: [],
        handle: ({ files }) => ({ kind: 'json', body: { bytes: files.one?.length } }),
      },
    ],
    authenticate: () => 'trader',
    renderError: ({ code }) => ({ kind: 'json', status: 400, body: { code } }),
  }),
);

describe('an upload that was admitted', () => {
  const limits = { keepAliveTimeout: 65_000 };
  const server = createHttpServer({ limits, requestTimeoutMs: 60_000, uploadIdleMs: IDLE_MS, handler, log });
  let url = '';
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const { body, contentType } = multipartBody([
    { name: 'ticket', content: 'good' },
    { name: 'one', fileName: 'x.jpg', content: SLOW },
  ]);
  const text = body.toString('latin1');
  /** Behind the first letters of the file: until then the parser cannot tell that there is one. */
  const begun = text.indexOf(SLOW) + BEGINNING;

  /** Sends the form as far as the beginning of its file. */
  async function begin() {
    const connection = await openRawConnection(url);
    const head = [
      'POST /upload HTTP/1.1',
      'Host: x',
      `Content-Type: ${contentType}`,
      `Content-Length: ${body.length}`,
      'Connection: close',
    ];
    connection.send(`${head.join('\r\n')}\r\n\r\n${text.slice(0, begun)}`);
    return connection;
  }

  test('row 48: is dropped when it brings nothing for a while, and its place goes to who waits', async () => {
    const stalled = await Promise.all(Array.from({ length: TRADERS_PLACES }, begin));
    const post = () => send(`${url}/upload`, { method: 'POST', headers: { 'Content-Type': contentType }, body });
    for (let tries = 0; (await post()).status === 200; tries += 1) assert.ok(tries < 200);
    for (const connection of stalled) assert.match(await connection.untilClosed(), /^HTTP\/1\.1 408 /);
    assert.equal((await post()).status, 200);
  });

  test('goes on for as long as something comes, however slowly', async () => {
    const connection = await begin();
    // Longer in all than it may be silent, with much room between two letters.
    await connection.drip(text.slice(begun, begun + 8), IDLE_MS / 6);
    connection.send(text.slice(begun + 8));
    assert.match(await connection.untilClosed(), new RegExp(`^HTTP/1\\.1 200 [^]*"bytes":${SLOW.length}`));
  });
});
