import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { COMPILE_CACHE } from '../../support/compile-cache.ts';
import { ENGINES, type StoreUrls } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { type LogoutReceiver, startLogoutReceiver } from './logout-receiver.ts';
import type { TellWorkerOptions } from './tell-worker.ts';

const LEASE_MS = 60_000;
const SIDS = ['s1', 's2', 's3', 's4', 's5'];

describe('kill -9 between taking up a log-out and telling the app', { concurrency: true }, () => {
  for (const { name, skip, open } of ENGINES) {
    describe(`on ${name}`, { skip }, () => {
      const workers = new Set<ChildProcess>();
      let urls: StoreUrls;
      let bridge: TestBridge;
      let receiver: LogoutReceiver;
      before(async () => {
        urls = await open();
        bridge = await startTestBridge(urls);
        receiver = await startLogoutReceiver();
      });
      after(async () => {
        for (const worker of workers) worker.kill('SIGKILL');
        await receiver.close();
        await bridge.close();
      });

      function forkWorker(options: Pick<TellWorkerOptions, 'nowMs' | 'url'>): ChildProcess {
        const all = { ...urls, dataDir: bridge.dataDir, ...options };
        const worker = fork(join(import.meta.dirname, 'tell-worker.ts'), [JSON.stringify(all)], {
          env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
        });
        workers.add(worker);
        worker.once('exit', () => workers.delete(worker));
        return worker;
      }

      /** @returns How many it took up. */
      async function tellAt(nowMs: number): Promise<unknown> {
        const worker = forkWorker({ nowMs, url: receiver.url });
        const exited = once(worker, 'exit');
        const messages: unknown[] = [];
        worker.on('message', (message) => messages.push(message));
        const [code] = await exited;
        assert.equal(code, 0);
        return messages.at(-1);
      }

      test('rows 36 and 44: the next process tells the app when the lease is over, and once', async () => {
        const { oidcClients, brokers, appLogouts } = bridge.app;
        const broker = brokers.get('tradingtech_main');
        await oidcClients.register(broker, {
          ...{ id: 'app', name: 'App', redirectUris: ['https://app.example/callback'] },
          backchannelLogoutUri: 'https://app.example/logout',
        });
        const apps = SIDS.map((sid) => ({ clientId: 'app', sid }));
        const issuer = 'http://127.0.0.1:3000/b/tradingtech_main/oidc';
        await appLogouts.post(broker, [{ issuer, userId: 'user-1', apps }]);
        const nowMs = bridge.clock.nowMs();

        const victim = forkWorker({ nowMs });
        await once(victim, 'message');
        const exited = once(victim, 'exit');
        victim.kill('SIGKILL');
        assert.deepEqual(await exited, [null, 'SIGKILL']);

        assert.equal(await tellAt(nowMs + LEASE_MS - 1), 0, 'for all it knows the victim lives');
        assert.deepEqual(receiver.told, []);
        const taken = await Promise.all([tellAt(nowMs + LEASE_MS), tellAt(nowMs + LEASE_MS)]);
        assert.equal(Number(taken[0]) + Number(taken[1]), SIDS.length);
        assert.deepEqual(receiver.told.toSorted(), SIDS);
        assert.equal(await tellAt(nowMs + 100 * LEASE_MS), 0);
      });
    });
  }
});
