import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { platformCaller, post } from '../support/platform-caller.ts';
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from '../support/postgres-server.ts';
import { type RedisServer, skipWithoutRedis, startRedisServer } from '../support/redis-server.ts';
import { writeSeedFile } from '../support/seed-file.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { assertTemporarilyUnavailable, assertUnavailablePage, waitForReadiness } from './outage.ts';

const BROKER = 'tradingtech_main';
const USER_ID = 10345533;
const TRIES = 5;

describe('a store that is gone', { skip: skipWithoutPostgres() || skipWithoutRedis() }, () => {
  const folder = makeTempFolder();
  let postgres: PostgresServer;
  let redis: RedisServer;
  let bridge: BridgeProcess;
  let caller: ReturnType<typeof platformCaller>;
  let crmApiToken = '';

  before(async () => {
    [postgres, redis] = await Promise.all([startPostgresServer(), startRedisServer()]);
    const brokersFile = writeSeedFile(folder.path, (seed) => {
      for (const broker of seed.brokers) broker.tokens.oneTimeTokenTtlSeconds = 900;
    });
    bridge = await startBridgeProcess({
      DATA_DIR: folder.path,
      BROKERS_FILE: brokersFile,
      DATABASE_URL: await postgres.createDatabase(),
      REDIS_URL: redis.url,
    });
    caller = platformCaller(bridge.url, BROKER);
    crmApiToken = await caller.crmApiToken();
  });
  after(async () => {
    await bridge?.end('SIGTERM');
    await Promise.all([postgres?.close(), redis?.close()]);
    folder.remove();
  });

  async function assertAlive(): Promise<void> {
    assert.equal((await fetch(`${bridge.url}/healthz`)).status, 200);
  }

  async function assertIdentifies(): Promise<void> {
    const call = (query: Record<string, string>) => post(`${bridge.url}/oauth2/authorize`, { query, body: {} });
    const names = { brokerName: BROKER, brokerCrmName: 'tradingtech_crm' };
    assert.equal((await call({})).body.code, 'BROKER_ID_MISSING');
    assert.equal((await call({ ...names, brokerName: 'nobody' })).body.code, 'BROKER_ID_INVALID');
    assert.equal((await call({ ...names, brokerCrmName: 'financialhouse_crm' })).body.code, 'BROKER_ID_MISMATCH');
    assert.equal((await call({ ...names, crmApiToken: 'wrong' })).body.code, 'CH_CLIENT_AUTH_FAILURE');
  }

  test('row 43: Redis: 503 everywhere it is needed, nothing is consumed, and all is well when it is back', async () => {
    const token = await caller.signInToken({ keepMeLoggedIn: 'true' });
    const { body } = await caller.redeem(crmApiToken, await caller.signInToken({ keepMeLoggedIn: 'true' }));
    const accessToken = String(body.accessToken);
    await redis.stop();

    assert.deepEqual((await waitForReadiness(bridge.url, 503)).stores, { records: true, expiring: false });
    await assertAlive();
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      assertTemporarilyUnavailable(await caller.redeem(crmApiToken, token));
    }
    assertTemporarilyUnavailable(await caller.authorize(crmApiToken, accessToken));
    assertTemporarilyUnavailable(await caller.generate(crmApiToken, USER_ID));
    assertTemporarilyUnavailable(await caller.logOut(crmApiToken, USER_ID));
    assertUnavailablePage(await caller.logIn());
    await assertIdentifies();
    assert.notEqual(await caller.crmApiToken(), 'undefined', 'call 4.1 needs no store');

    await redis.restart();
    await waitForReadiness(bridge.url, 200);
    const redeemed = await caller.redeem(crmApiToken, token);
    assert.equal(redeemed.status, 200, redeemed.text);
    assert.equal((await caller.redeem(crmApiToken, token)).status, 404);
    assert.equal((await caller.authorize(crmApiToken, accessToken)).status, 200);
    assert.equal((await caller.logIn()).status, 303);
  });

  test('row 43: Redis that dies without notice is found again too', async () => {
    const token = await caller.signInToken();
    await redis.kill();
    await waitForReadiness(bridge.url, 503);
    assertTemporarilyUnavailable(await caller.redeem(crmApiToken, token));
    await redis.restart();
    await waitForReadiness(bridge.url, 200);
    const other = await caller.signInToken();
    assert.equal((await caller.redeem(crmApiToken, other)).status, 200);
  });

  test('row 43: Redis that hangs: an answer in time, and what it may have done meanwhile is not lost', async () => {
    const token = await caller.signInToken();
    redis.setPaused(true);
    const startedAtMs = performance.now();
    const answers = await Promise.all(Array.from({ length: TRIES }, () => caller.redeem(crmApiToken, token)));
    assert(performance.now() - startedAtMs < 15_000);
    for (const answer of answers) assertTemporarilyUnavailable(answer);
    redis.setPaused(false);
    await waitForReadiness(bridge.url, 200);
    assert.equal((await caller.redeem(crmApiToken, token)).status, 200);
    assert.equal((await caller.redeem(crmApiToken, token)).status, 404);
  });

  test('row 43: PostgreSQL: what needs records gets 503, nothing is consumed, and all is well when it is back', async () => {
    const token = await caller.signInToken({ keepMeLoggedIn: 'true' });
    await postgres.stop();

    assert.deepEqual((await waitForReadiness(bridge.url, 503)).stores, { records: false, expiring: true });
    await assertAlive();
    await assertIdentifies();
    assertTemporarilyUnavailable(await caller.generate(crmApiToken, USER_ID));
    assertTemporarilyUnavailable(await caller.logOut(crmApiToken, USER_ID));
    assertUnavailablePage(await caller.logIn());
    assert.notEqual(await caller.crmApiToken(), 'undefined');
    // Whether the trader may still get in stands in the records.
    assertTemporarilyUnavailable(await caller.redeem(crmApiToken, token));

    await postgres.restart();
    await waitForReadiness(bridge.url, 200);
    const redeemed = await caller.redeem(crmApiToken, token);
    assert.equal(redeemed.status, 200, redeemed.text);
    assert.equal((await caller.redeem(crmApiToken, token)).status, 404);
    assert.equal((await caller.authorize(crmApiToken, String(redeemed.body.accessToken))).status, 200);
    assert.equal((await caller.generate(crmApiToken, USER_ID)).status, 200);
    assert.equal((await caller.logIn()).status, 303);
  });

  test('row 43: an outage is told in the log by a few lines, not by one for each try', () => {
    const lines = bridge
      .output()
      .split('\n')
      .filter((line) => line.includes('cannot be re'));
    assert(lines.length > 0 && lines.length < 20, `${lines.length} lines`);
  });
});
