import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { skipWithoutRedis, startRedisServer } from '../support/redis-server.ts';
import { runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED } from '../support/seed-file.ts';
import { findFreePort } from '../support/server-process.ts';
import { startStaffProvider } from '../support/staff-provider.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly finding: string;
}

describe('doctor', { concurrency: 3 }, () => {
  const folder = makeTempFolder();
  let simulator: TestSimulator;
  let environment: Record<string, string>;
  before(async () => {
    simulator = await startTestSimulator();
    environment = {
      DATA_DIR: folder.path,
      SIMULATOR_PORT: new URL(simulator.url).port,
      SMTP_URL: simulator.smtpUrl,
    };
    await runCli(['seed', EXAMPLE_SEED], environment);
  });
  after(() => simulator.close());

  async function examine(more: Record<string, string> = {}) {
    const { exitCode, stdout, stderr } = await runCli(['doctor', '--json'], { ...environment, ...more });
    const findings = JSON.parse(stdout).items as Finding[];
    return { exitCode, stderr, findings, faults: findings.filter(({ ok }) => !ok) };
  }

  test('with everything well finds nothing and exits with 0', async () => {
    const { exitCode, findings, faults } = await examine();
    assert.deepEqual(faults, []);
    assert.equal(exitCode, 0);
    assert.deepEqual(
      findings.map(({ check }) => check),
      [
        'node',
        'records',
        'expiring',
        'mail',
        'brokers',
        'platform of financialhouse_main',
        'platform of tradingtech_main',
        'platform of tradingtech_wl_europe',
      ],
    );
    const { stdout } = await runCli(['doctor'], environment);
    assert.match(stdout, /\nok +records +sqlite answers\n/);
  });

  test('with the platform down names every broker that cannot reach it, and exits with 1', async () => {
    const rest = { DATA_DIR: makeTempFolder().path, SIMULATOR_PORT: String(await findFreePort()) };
    await runCli(['seed', EXAMPLE_SEED], rest);
    const { exitCode, faults } = await examine(rest);
    assert.equal(exitCode, 1);
    assert.equal(faults.length, 3);
    assert.match(faults[0]?.finding ?? '', /^The trading platform cannot be reached \(.*ECONNREFUSED/);
  });

  test('says whether the provider at which staff signs in answers, where one is set up', async (t) => {
    const provider = await startStaffProvider({ redirectUri: 'http://127.0.0.1:3000/admin/sign-in/upstream/callback' });
    t.after(() => provider.close());
    const { clientId, clientSecret } = provider.client;
    const client = { STAFF_OIDC_CLIENT_ID: clientId, STAFF_OIDC_CLIENT_SECRET: clientSecret };
    const good = await examine({ ...client, STAFF_OIDC_ISSUER: provider.issuer });
    assert.deepEqual(good.faults, []);
    assert.ok(good.findings.some(({ check }) => check === 'sign-in of staff'));
    const { exitCode, faults } = await examine({ ...client, STAFF_OIDC_ISSUER: `${provider.issuer}/elsewhere` });
    assert.equal(exitCode, 1);
    assert.match(faults[0]?.finding ?? '', /^the provider of STAFF_OIDC_ISSUER cannot be used \(/);
  });

  test('with the mail server down says so, and exits with 1', async () => {
    const { exitCode, faults } = await examine({ SMTP_URL: `smtp://someone:secret@127.0.0.1:${await findFreePort()}` });
    assert.equal(exitCode, 1);
    const finding = 'the mail server cannot be reached, or refuses';
    assert.deepEqual(faults, [{ check: 'mail', ok: false, finding }]);
  });

  test('with Redis down says so, and in time', { skip: skipWithoutRedis() }, async () => {
    const redis = await startRedisServer();
    assert.deepEqual((await examine({ REDIS_URL: redis.url })).faults, []);
    await redis.close();
    const startedAtMs = performance.now();
    const { exitCode, faults } = await examine({ REDIS_URL: redis.url });
    assert.equal(exitCode, 1);
    assert.deepEqual(faults, [{ check: 'expiring', ok: false, finding: 'redis does not answer' }]);
    assert(performance.now() - startedAtMs < 30_000);
  });

  test('with PostgreSQL down says so, and goes no further', async () => {
    const url = `postgres://someone:canary-password@127.0.0.1:${await findFreePort()}/nothing`;
    const { exitCode, faults, findings, stderr } = await examine({ DATABASE_URL: url });
    assert.equal(exitCode, 1);
    assert.deepEqual(faults, [{ check: 'records', ok: false, finding: 'postgres does not answer' }]);
    assert.doesNotMatch(JSON.stringify(findings) + stderr, /canary/);
  });

  test('on an empty store changes nothing, and says how to make the tables', async () => {
    const empty = { DATA_DIR: makeTempFolder().path };
    await examine(empty);
    const { exitCode, stdout } = await runCli(['doctor'], empty);
    assert.equal(exitCode, 1);
    assert.match(stdout, /\nFAULT +brokers +cannot be read; `drawbridge migrate` brings the tables up to date/);
  });

  test('finds secrets that ENCRYPTION_KEYS cannot open any more', async () => {
    const { faults } = await examine({ ENCRYPTION_KEYS: `other:${Buffer.alloc(32, 3).toString('base64')}` });
    assert.equal(faults.length, 3);
    assert.match(faults[0]?.finding ?? '', /manager password cannot be opened with ENCRYPTION_KEYS/);
  });

  test('reports what looks like a misspelt setting', async () => {
    const { exitCode, faults } = await examine({ REDIS_URI: 'redis://127.0.0.1' });
    assert.equal(exitCode, 1);
    assert.deepEqual(faults, [
      { check: 'settings', ok: false, finding: 'REDIS_URI is not a setting; did you mean REDIS_URL?' },
    ]);
  });

  test('with bad settings names them all, in JSON too', async () => {
    const { exitCode, stdout } = await runCli(['doctor', '--json'], { PORT: 'x', LOG_LEVEL: 'y' });
    assert.equal(exitCode, 1);
    assert.match(JSON.parse(stdout).error.message, /PORT .*\n.*LOG_LEVEL /);
  });
});
