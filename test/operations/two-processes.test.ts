import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { platformCaller } from '../support/platform-caller.ts';
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from '../support/postgres-server.ts';
import { type RedisServer, skipWithoutRedis, startRedisServer } from '../support/redis-server.ts';
import { runCli } from '../support/run-cli.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { countOf, redeemAtOnce } from './redeem-at-once.ts';

const BROKERS = ['tradingtech_main', 'tradingtech_wl_europe', 'financialhouse_main'];
const PRESENTATIONS = 50;
const TOKENS_PER_BROKER = 2;

interface SharedStores {
  readonly name: string;
  readonly skip: string | false;
  readonly databaseUrl?: () => Promise<string>;
  readonly redisUrl?: () => Promise<string>;
}

let postgres: Promise<PostgresServer> | undefined;
let redis: Promise<RedisServer> | undefined;
after(async () => {
  await Promise.all([(await postgres)?.close(), (await redis)?.close()]);
});

async function newDatabase(): Promise<string> {
  postgres ??= startPostgresServer();
  return (await postgres).createDatabase();
}

async function redisUrl(): Promise<string> {
  redis ??= startRedisServer();
  return (await redis).url;
}

const SHARED: readonly SharedStores[] = [
  { name: 'one DATA_DIR', skip: false },
  {
    name: 'one PostgreSQL and one Redis',
    skip: skipWithoutPostgres() || skipWithoutRedis(),
    databaseUrl: newDatabase,
    redisUrl,
  },
  { name: 'one PostgreSQL and one expiring file', skip: skipWithoutPostgres(), databaseUrl: newDatabase },
];

describe('two bridge processes', { concurrency: 2 }, () => {
  for (const { name, skip, ...stores } of SHARED) {
    describe(`on ${name}`, { skip, concurrency: false }, () => {
      const folder = makeTempFolder();
      let environment: Record<string, string> = {};
      let bridges: readonly BridgeProcess[] = [];

      before(async () => {
        environment = { DATA_DIR: folder.path };
        if (stores.databaseUrl) environment.DATABASE_URL = await stores.databaseUrl();
        if (stores.redisUrl) environment.REDIS_URL = await stores.redisUrl();
      });
      after(async () => {
        await Promise.all(bridges.map((bridge) => bridge.end('SIGTERM')));
        folder.remove();
      });

      test('that start in the same moment on an empty store both come up, and the seed is in it once', async () => {
        bridges = await Promise.all([startBridgeProcess(environment), startBridgeProcess(environment)]);
        for (const { url } of bridges) {
          assert.equal((await fetch(`${url}/readyz`)).status, 200);
          for (const brokerName of BROKERS) {
            const answer = await platformCaller(url, brokerName).logIn();
            assert.equal(answer.status, 303, answer.text);
          }
        }
        const { stdout } = await runCli(['broker', 'list', '--json'], environment);
        const names = JSON.parse(stdout).items.map((item: { id: string }) => item.id);
        assert.deepEqual(names, [...BROKERS].sort());
      });

      test('row 4: of 50 parallel redemptions over both, exactly one gets 200 and the rest 404', async () => {
        const urls = bridges.map(({ url }) => url);
        for (const brokerName of BROKERS) {
          for (let round = 0; round < TOKENS_PER_BROKER; round += 1) {
            const issuer = platformCaller(urls[round % urls.length] ?? '', brokerName);
            const crmApiToken = await issuer.crmApiToken();
            const token = await issuer.signInToken({ keepMeLoggedIn: 'true' });
            const presented = await redeemAtOnce(urls, { brokerName, crmApiToken, token, times: PRESENTATIONS });
            assert.equal(countOf(200, presented), 1, presented.statuses.join(' '));
            assert.equal(countOf(404, presented), PRESENTATIONS - 1, presented.statuses.join(' '));
          }
        }
      });

      test('a token that one process issued is good at the other', async () => {
        const [first, second] = bridges.map(({ url }) => platformCaller(url, 'financialhouse_main'));
        assert(first && second);
        const token = await first.signInToken({ keepMeLoggedIn: 'true' });
        const crmApiToken = await first.crmApiToken();
        const session = await second.redeem(crmApiToken, token);
        assert.equal(session.status, 200, session.text);
        const again = await first.authorize(crmApiToken, String(session.body.accessToken));
        assert.equal(again.status, 200, again.text);
        assert.equal(again.body.userId, session.body.userId);
      });
    });
  }
});
