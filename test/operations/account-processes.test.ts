import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { ACCOUNT_OWNERS, accountScreen } from '../support/account-screen.ts';
import { ENGINES } from '../support/engines.ts';
import { lifeOf } from '../support/life-of.ts';
import { writeSeedFile } from '../support/seed-file.ts';
import { SAMPLE_OFFERS } from '../support/seed-with.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { newEmail, ticketIn, traderBrowser } from '../support/trader-browser.ts';

/** On each engine. `KILL_RUNS=100 node --test test/operations/account-processes.test.ts` is the long drill. */
const KILLS = Number(process.env.KILL_RUNS ?? 4);
/** No trader may have more than twenty accounts. */
const KILLS_PER_TRADER = 15;
const PLATFORM_LATENCY_MS = 10;
const BROKER = 'tradingtech_main';

describe('accounts and processes', { concurrency: true }, () => {
  for (const { name, skip, open } of ENGINES) {
    describe(`on ${name}`, { skip, concurrency: false }, () => {
      const folder = makeTempFolder();
      let simulator: TestSimulator;
      let environment: Record<string, string>;
      let storage: Storage;
      const bridges = new Set<BridgeProcess>();
      before(async () => {
        simulator = await startTestSimulator();
        const { databaseUrl, redisUrl } = await open();
        environment = {
          DATA_DIR: folder.path,
          BROKERS_FILE: writeSeedFile(folder.path, (seed) => {
            for (const broker of seed.brokers) broker.accountOffers = SAMPLE_OFFERS;
          }),
          SIMULATOR_PORT: new URL(simulator.url).port,
          PLATFORM_TIMEOUT_SECONDS: '1',
          ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
          ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
        };
        const stores = { dataDir: folder.path, databaseUrl, redisUrl };
        const log = createLogger('silent');
        storage = await openStorage({ ...stores, clock: systemClock, telemetry: silentTelemetry, log });
      });
      after(async () => {
        await Promise.all([...bridges].map((bridge) => bridge.end('SIGKILL')));
        await storage?.close();
        await simulator?.close();
        folder.remove();
      });

      async function start(): Promise<BridgeProcess> {
        const bridge = await startBridgeProcess(environment);
        bridges.add(bridge);
        return bridge;
      }

      let platformUserId: number = ACCOUNT_OWNERS[BROKER];

      async function userId(): Promise<string> {
        return (await storage.users.findByPlatformUserId(BROKER, platformUserId))?.id ?? '';
      }

      async function changeTrader(bridge: BridgeProcess): Promise<void> {
        const email = newEmail();
        await traderBrowser(bridge.url).signUp({ email, password: 'A-long-password-1' });
        platformUserId = (await storage.users.findByEmail(BROKER, email))?.platformUserId ?? 0;
      }

      /** One and the same trader opens many; what stands in the way of that is not the matter here. */
      async function forgetLimits(): Promise<void> {
        const id = await userId();
        await storage.expiring.drop({ partition: BROKER, kind: 'limit-account-opening', id });
        await storage.expiring.drop({ partition: BROKER, kind: 'account-lock', id });
      }

      test('row 44: forms sent to two processes at once open one account each', async () => {
        const [one, other] = [await start(), await start()];
        const accounts = async () => (await storage.tradingAccounts.listByUser(BROKER, await userId())).length;
        const had = await accounts();
        const page = await accountScreen(one.url).open(platformUserId);
        const clicks = [one, other, one, other].map(({ url }) => accountScreen(url).send(page));
        const statuses = (await Promise.all(clicks)).map(({ status }) => status);
        assert.deepEqual(statuses, [303, 303, 303, 303]);
        assert.equal((await simulator.calls('3.3')).length, 1);
        assert.equal(await accounts(), had + 1);
        for (const bridge of [one, other]) await bridge.end('SIGKILL');
        bridges.clear();
      });

      test(`row 44: ${KILLS} kills in the middle of it: no form asks the platform twice, and no account that we know of stays unlinked`, async (t) => {
        await simulator.setFaults({ latencyMs: PLATFORM_LATENCY_MS });
        const survivor = await start();
        const asked = new Map<string, number>();
        const outcomes = { linked: 0, unconfirmed: 0 };
        await forgetLimits();
        const first = await accountScreen(survivor.url).open(platformUserId);
        const startedAtMs = performance.now();
        assert.equal((await accountScreen(survivor.url).send(first)).status, 303);
        const tookMs = performance.now() - startedAtMs;
        for (let run = 0; run < KILLS; run += 1) {
          const victim = await start();
          if (run % KILLS_PER_TRADER === KILLS_PER_TRADER - 1) await changeTrader(survivor);
          await forgetLimits();
          await simulator.clearCalls();
          const page = await accountScreen(victim.url).open(platformUserId);
          const clicks = [1, 2].map(() =>
            accountScreen(victim.url)
              .send(page)
              .catch(() => undefined),
          );
          await delay(lifeOf(run, KILLS, tookMs));
          bridges.delete(victim);
          await victim.end('SIGKILL');
          await Promise.all(clicks);
          // The lease of whoever died would be over in a while.
          await forgetLimits();
          const after = await accountScreen(survivor.url).send(page);
          const requestId = requestIdIn(ticketIn(page));
          asked.set(requestId, (await simulator.calls('3.3')).length);
          const request = await storage.accountRequests.find(BROKER, requestId);
          const accounts = await storage.tradingAccounts.listByUser(BROKER, await userId());
          const account = accounts.find(({ id }) => id === requestId);
          if (after.status === 303) {
            assert.equal(request?.state, 'opened');
            assert.notEqual(account?.ctidTraderAccountId, null);
            outcomes.linked += 1;
          } else {
            assert.equal(after.status, 502, after.text);
            assert.deepEqual([request?.state, account], ['unconfirmed', undefined]);
            outcomes.unconfirmed += 1;
          }
          await storage.accountRequests.move({ ...requestOf(request), state: 'failed' }, ['unconfirmed']);
        }
        assert.ok(
          [...asked.values()].every((count) => count <= 1),
          JSON.stringify([...asked.values()]),
        );
        t.diagnostic(`${outcomes.linked} linked, ${outcomes.unconfirmed} unconfirmed`);
      });
    });
  }
});

function requestIdIn(ticket: string): string {
  return JSON.parse(Buffer.from(ticket.split('.')[2] ?? '', 'base64url').toString()).requestId;
}

function requestOf<Value>(request: Value | undefined): Value {
  assert.ok(request);
  return request;
}
