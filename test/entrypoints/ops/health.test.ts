import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { toAnswer } from '../../support/platform-caller.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

describe('liveness and readiness', () => {
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge();
  });
  after(() => bridge.close());

  const get = async (path: string, method = 'GET') => toAnswer(await fetch(bridge.url + path, { method }));

  test('/healthz answers 200 while the process lives', async () => {
    const answer = await get('/healthz');
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, { status: 'ok' });
  });

  test('/readyz answers 200 while all stores do', async () => {
    const answer = await get('/readyz');
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, { status: 'ready', stopping: false, stores: { records: true, expiring: true } });
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });

  test('HEAD is answered like GET, without a body; other methods get 405', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const head = await fetch(bridge.url + path, { method: 'HEAD' });
      assert.equal(head.status, 200);
      assert.equal(await head.text(), '');
      const posted = await get(path, 'POST');
      assert.equal(posted.status, 405);
      assert.equal(posted.headers.get('allow'), 'GET, HEAD');
      assert.equal(posted.body.code, 'method_not_allowed');
    }
  });

  test('paths are compared exactly', async () => {
    for (const path of ['/healthz/', '/Healthz', '/metrics/']) assert.equal((await get(path)).status, 404, path);
  });

  test('/readyz answers 503 once the process has begun to stop; /healthz goes on', async () => {
    const server = createServer(await bridge.app.createHandler({ isStopping: () => true })).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ready = await toAnswer(await fetch(`${url}/readyz`));
    assert.equal(ready.status, 503);
    assert.equal(ready.body.status, 'not ready');
    assert.equal(ready.body.stopping, true);
    assert.equal(ready.headers.get('connection'), 'close');
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    server.close();
    server.closeAllConnections();
  });
});
