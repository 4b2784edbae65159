import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/lib/clock.ts';
import { STATISTICS_STEPS } from '../../src/lib/statistics-counts.ts';
import { ENGINES } from '../support/engines.ts';
import { startTestBridge } from '../support/start-bridge.ts';
import { startBridgeProcess } from '../support/start-bridge-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const BROKERS = ['tradingtech_main', 'financialhouse_main'];
const PAGES = 20;
const TOKENS = 5;
const AUTHORIZATION = `Basic ${Buffer.from('sandbox-web:sandbox-web-secret').toString('base64')}`;

for (const { name, skip, open } of ENGINES) {
  test(`what two processes answered is all counted by the time that they have stopped, on ${name}`, {
    skip,
  }, async (t) => {
    const folder = makeTempFolder();
    t.after(() => folder.remove());
    const urls = await open();
    const environment = {
      DATA_DIR: folder.path,
      ...(urls.databaseUrl === undefined ? {} : { DATABASE_URL: urls.databaseUrl }),
      ...(urls.redisUrl === undefined ? {} : { REDIS_URL: urls.redisUrl }),
    };
    const startedAtMs = systemClock.nowMs();
    const bridges = [await startBridgeProcess(environment), await startBridgeProcess(environment)];
    t.after(() => Promise.all(bridges.map((bridge) => bridge.end('SIGKILL'))));
    for (const { url } of bridges) {
      for (const broker of BROKERS) {
        for (let count = 0; count < PAGES; count += 1) await (await fetch(`${url}/b/${broker}/auth/login`)).text();
        for (let count = 0; count < TOKENS; count += 1) {
          const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'crm_api' });
          const headers = { authorization: AUTHORIZATION };
          const answer = await fetch(`${url}/b/${broker}/oidc/token`, { method: 'POST', headers, body });
          assert.equal(answer.status, 200, await answer.text());
        }
      }
    }
    assert.deepEqual(await Promise.all(bridges.map((bridge) => bridge.end('SIGTERM'))), [0, 0]);

    const { app, close } = await startTestBridge({ ...urls, environment: { DATA_DIR: folder.path } });
    t.after(close);
    const span = { fromMs: startedAtMs, toMs: systemClock.nowMs() + STATISTICS_STEPS.day };
    for (const brokerNames of [...BROKERS.map((broker) => [broker]), BROKERS, null]) {
      const points = await app.statistics.series({ ...span, brokerNames, step: 'day' });
      const sum = (what: 'requests' | 'exchangesApp') => points.reduce((total, point) => total + point[what], 0);
      const times = bridges.length * (brokerNames?.length ?? BROKERS.length);
      assert.deepEqual([sum('requests'), sum('exchangesApp')], [times * (PAGES + TOKENS), times * TOKENS]);
    }
  });
}
