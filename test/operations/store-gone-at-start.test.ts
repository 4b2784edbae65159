import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ServeProcess, startServe } from '../cli/serve-process.ts';
import { platformCaller, post, toAnswer } from '../support/platform-caller.ts';
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from '../support/postgres-server.ts';
import { findFreePort } from '../support/server-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { assertTemporarilyUnavailable, waitForReadiness } from './outage.ts';

const BROKER = 'tradingtech_main';

describe('a PostgreSQL that is gone when the bridge starts', { skip: skipWithoutPostgres() }, () => {
  const folder = makeTempFolder();
  let postgres: PostgresServer;
  let serve: ServeProcess;
  let url = '';

  before(async () => {
    postgres = await startPostgresServer();
    const databaseUrl = await postgres.createDatabase();
    await postgres.stop();
    const port = await findFreePort();
    url = `http://127.0.0.1:${port}`;
    const environment = { DATA_DIR: folder.path, PORT: String(port), DATABASE_URL: databaseUrl };
    serve = startServe(['--no-simulator'], environment);
    await serve.waitFor('a store cannot be reached');
  });
  after(async () => {
    await serve?.end('SIGTERM');
    await postgres?.close();
    folder.remove();
  });

  test('row 43: the process lives and is not ready, and who asks for a broker gets 503 in words of his own', async () => {
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    const { stores } = await waitForReadiness(url, 503);
    assert.deepEqual(stores, { records: false, expiring: true });
    const body = { password: `sandbox-password-${BROKER}` };
    assertTemporarilyUnavailable(await post(`${url}/b/${BROKER}/oauth2/crmApiToken`, { body }));
    assertTemporarilyUnavailable(await post(`${url}/oauth2/onetime/authorize`, { body: {} }));

    const page = await toAnswer(await fetch(`${url}/b/${BROKER}/auth/login`));
    assert.equal(page.status, 503);
    assert.equal(page.headers.get('retry-after'), '1');
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(page.text, /role="alert">The service is temporarily unavailable/);
    assert.doesNotMatch(serve.output(), /the bridge is up|"level":"error"/);
  });

  test('row 43: it serves by itself once the database answers', async () => {
    await postgres.restart();
    await serve.waitFor('the bridge is up');
    await waitForReadiness(url, 200);
    assert.notEqual(await platformCaller(url, BROKER).crmApiToken(), 'undefined');
    assert.equal((await fetch(`${url}/b/${BROKER}/auth/login`)).status, 200);
    assert.equal(serve.output().split('a store cannot be reached').length, 2);
  });
});
