import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { ENGINES } from '../support/engines.ts';
import { platformCaller, post } from '../support/platform-caller.ts';
import { runCli } from '../support/run-cli.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const BROKER = 'tradingtech_main';
/** Half a second, with room for a busy machine. */
const SEEN_WITHIN_MS = 10_000;

describe('what the command line changes, a running bridge follows within a second', { concurrency: true }, () => {
  for (const { name, skip, open } of ENGINES) {
    describe(`on ${name}`, { skip, concurrency: false }, () => {
      let environment: Record<string, string>;
      let bridge: BridgeProcess;
      before(async () => {
        const { databaseUrl, redisUrl } = await open();
        environment = {
          DATA_DIR: makeTempFolder().path,
          TRUSTED_PROXIES: 'loopback',
          ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
          ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
        };
        bridge = await startBridgeProcess(environment);
      });
      after(() => bridge?.end('SIGTERM'));

      const broker = async (...parameters: string[]) => {
        const { exitCode, stdout, stderr } = await runCli(['broker', ...parameters, '--json'], environment);
        assert.equal(exitCode, 0, stdout + stderr);
        return JSON.parse(stdout);
      };

      let addresses = 0;

      /** Each time from another address, for wrong passwords of one address are counted. */
      async function buyToken(password: string): Promise<number> {
        addresses += 1;
        const headers = { 'X-Forwarded-For': `198.51.${100 + (addresses >> 8)}.${addresses & 255}` };
        return (await post(`${bridge.url}/b/${BROKER}/oauth2/crmApiToken`, { body: { password }, headers })).status;
      }

      /** Waits until the password is answered like that. */
      async function seeAnswer(password: string, status: number): Promise<void> {
        const deadline = performance.now() + SEEN_WITHIN_MS;
        while ((await buyToken(password)) !== status) {
          assert(performance.now() < deadline, `the answer is not ${status}`);
          await delay(50);
        }
      }

      test('disable ends service, enable begins it again', async () => {
        const password = `sandbox-password-${BROKER}`;
        assert.equal(await buyToken(password), 200);
        assert.deepEqual(await broker('disable', BROKER), { id: BROKER, enabled: false });
        await seeAnswer(password, 403);
        const refused = await post(`${bridge.url}/b/${BROKER}/oauth2/crmApiToken`, { body: { password } });
        assert.equal(refused.body.code, 'CH_INSUFFICIENT_PERMISSIONS');
        assert.deepEqual(await broker('enable', BROKER), { id: BROKER, enabled: true });
        await seeAnswer(password, 200);
      });

      test('update changes the brand of the next page', async () => {
        const path = join(makeTempFolder().path, 'change.json');
        writeFileSync(path, JSON.stringify({ displayName: 'Renamed', branding: { legalEntity: 'Renamed Ltd' } }));
        const { changes } = await broker('update', BROKER, path);
        assert.deepEqual(
          changes.map(({ field }: { field: string }) => field),
          ['branding.legalEntity', 'displayName'],
        );
        const deadline = performance.now() + SEEN_WITHIN_MS;
        const page = async () => (await fetch(`${bridge.url}/b/${BROKER}/auth/login`)).text();
        while (!(await page()).includes('Renamed Ltd')) {
          assert(performance.now() < deadline, 'the page is as it was');
          await delay(50);
        }
      });

      test('rotate-password lets both work for the overlap, or ends the old one and its tokens at once', async () => {
        const caller = platformCaller(bridge.url, BROKER);
        const first = `sandbox-password-${BROKER}`;
        const firstToken = await caller.crmApiToken(first);
        const second = (await broker('rotate-password', BROKER)).password;
        await seeAnswer(second, 200);
        assert.equal(await buyToken(first), 200);

        const third = (await broker('rotate-password', BROKER, '--overlap-hours', '0')).password;
        await seeAnswer(third, 200);
        assert.deepEqual([await buyToken(first), await buyToken(second)], [403, 403]);
        assert.equal((await caller.authorize(firstToken, 'x')).body.code, 'CH_CLIENT_AUTH_FAILURE');
      });
    });
  }
});
