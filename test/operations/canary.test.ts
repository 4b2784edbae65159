import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from '../support/postgres-server.ts';
import { type RedisServer, skipWithoutRedis, startRedisServer } from '../support/redis-server.ts';
import { useCanaryApiKeys } from './canary-api-keys.ts';
import { type CanaryBridge, newCanary, startCanaryBridge } from './canary-bridge.ts';
import { makeCanaryCalls, QUERY_MARKER, type Refusals } from './canary-calls.ts';
import { useCanaryKyc } from './canary-kyc.ts';
import { useCanaryProfile } from './canary-profile.ts';
import {
  readMetrics,
  signInCanary,
  tryCanaryScreens,
  useCanaryDeposits,
  useCanaryScreens,
  useCanarySteps,
} from './canary-screens.ts';
import { waitForReadiness } from './outage.ts';
import { note, type Secrets, secretsIn } from './secrets.ts';
import { readDatabase, readFolder, readRedis } from './stored-text.ts';

/** What a form that is shown again has to carry. */
const IN_PAGES = ['form ticket', 'password typed as email', 'reset link', 'email link'];

function assertClean(text: string, secrets: Secrets, ignored: readonly string[] = []): void {
  const found = secretsIn(text, secrets, ignored);
  assert.deepEqual(found, [], sampleOf(text, secrets, found));
}

/** The first line that shows one, for whoever has to find the leak. */
function sampleOf(text: string, secrets: Secrets, found: readonly string[]): string {
  const values = found.flatMap((name) => [...(secrets.get(name) ?? [])]);
  return (
    text
      .split('\n')
      .find((line) => values.some((value) => line.includes(value)))
      ?.slice(0, 2000) ?? ''
  );
}

function assertNoneAnywhere(canary: CanaryBridge, refusals: readonly Refusals[], metrics: string): void {
  const log = canary.bridge.output();
  assert(log.split('\n').length > 200, 'the log is there');
  assertClean(log, canary.secrets);
  assertClean(canary.simulatorLog(), canary.secrets);
  assertClean(metrics, canary.secrets);
  for (const { texts } of refusals) for (const text of texts) assertClean(text, canary.secrets, IN_PAGES);
  assert(!log.includes(QUERY_MARKER), sampleOf(log, new Map([['query', new Set([QUERY_MARKER])]]), ['query']));
  assert(!metrics.includes(QUERY_MARKER));
}

describe('row 49: canary secrets', { concurrency: true }, () => {
  describe('on SQLite', () => {
    let canary: CanaryBridge;
    before(async () => {
      canary = await startCanaryBridge({});
    });
    after(() => canary?.close());

    test('row 49: no flow shows a secret in a log, a metric, an answer that refuses, or a file', async () => {
      const screens = await useCanaryScreens(canary);
      const steps = await useCanarySteps(canary);
      const deposits = await useCanaryDeposits(canary);
      const documents = await useCanaryKyc(canary);
      const profile = await useCanaryProfile(canary);
      const keys = await useCanaryApiKeys(canary);
      const calls = await makeCanaryCalls(canary, () => signInCanary(canary));
      const metrics = await readMetrics(canary);
      assert.equal(await canary.bridge.end('SIGTERM'), 0);
      const kinds = [
        'webservToken',
        'crmApiToken',
        'one-time token',
        'sign-up id',
        'accessToken',
        'inappToken',
        'form ticket',
        'reset link',
        'email link',
        'cookie',
        'mail',
        'token',
      ];
      for (const kind of kinds) assert(canary.secrets.has(kind), `${kind} was seen`);
      assertNoneAnywhere(canary, [screens, steps, deposits, documents, profile, keys, calls], metrics);
      const stored = readFolder(canary.dataDir);
      assert(stored.includes('trader@example.com'), 'the files were read');
      assertClean(stored, canary.secrets);
    });
  });

  describe('on PostgreSQL and Redis', {
    skip: skipWithoutPostgres() || skipWithoutRedis(),
  }, () => {
    const databasePassword = newCanary('database');
    const redisPassword = newCanary('redis');
    let postgres: PostgresServer;
    let redis: RedisServer;
    let canary: CanaryBridge;
    let databaseUrl = '';
    let redisUrl = '';
    before(async () => {
      [postgres, redis] = await Promise.all([
        startPostgresServer(),
        startRedisServer({ settings: ['--requirepass', redisPassword] }),
      ]);
      databaseUrl = (await postgres.createDatabase()).replace('postgres@', `postgres:${databasePassword}@`);
      redisUrl = redis.url.replace('//', `//:${redisPassword}@`);
      canary = await startCanaryBridge({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl });
      note(canary.secrets, 'database password', databasePassword);
      note(canary.secrets, 'redis password', redisPassword);
    });
    after(async () => {
      await canary?.close();
      await Promise.all([postgres?.close(), redis?.close()]);
    });

    test('row 49: no flow shows a secret, stores gone or not, nor do the stores hold one', async () => {
      const refusals = [
        await useCanaryDeposits(canary),
        await useCanaryKyc(canary),
        await useCanaryApiKeys(canary),
        await makeCanaryCalls(canary, () => signInCanary(canary)),
      ];
      const tokens = [await signInCanary(canary), await signInCanary(canary)];
      const nextToken = async () => tokens.shift() ?? newCanary('ot');
      await redis.stop();
      refusals.push(await tryCanaryScreens(canary), await makeCanaryCalls(canary, nextToken));
      refusals.push(await useCanaryApiKeys(canary));
      await redis.restart();
      await waitForReadiness(canary.bridge.url, 200);
      await postgres.stop();
      refusals.push(await tryCanaryScreens(canary), await makeCanaryCalls(canary, nextToken));
      refusals.push(await useCanaryApiKeys(canary));
      await postgres.restart();
      await waitForReadiness(canary.bridge.url, 200);
      const metrics = await readMetrics(canary);

      assert.equal(await canary.bridge.end('SIGTERM'), 0);
      assertNoneAnywhere(canary, refusals, metrics);
      const stored = [await readDatabase(databaseUrl), await readRedis(redisUrl)].join('\n');
      assert(stored.includes('trader@example.com'), 'the stores were read');
      assertClean(stored, canary.secrets);
    });
  });
});
