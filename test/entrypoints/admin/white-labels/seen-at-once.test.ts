import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from '../../../support/postgres-server.ts';
import { type BridgeProcess, startBridgeProcess } from '../../../support/start-bridge-process.ts';
import { useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { saveOn } from './form-on-page.ts';

const HOME = '/admin/white-labels/tradingtech_main';
const LOGIN = '/b/tradingtech_main/auth/login';
/** A second, and what a machine that runs many tests needs to ask. */
const SEEN_WITHIN_MS = 3000;

let postgres: Promise<PostgresServer> | undefined;
after(async () => (await postgres)?.close());

async function newDatabase(): Promise<string> {
  postgres ??= startPostgresServer();
  return (await postgres).createDatabase();
}

describe('row 31: what is saved in the console shows without a restart', () => {
  for (const { name, skip, databaseUrl } of [
    { name: 'SQLite', skip: false as const, databaseUrl: undefined },
    { name: 'PostgreSQL', skip: skipWithoutPostgres(), databaseUrl: newDatabase },
  ]) {
    describe(`on ${name}`, { skip }, () => {
      let url: string | undefined;
      const stage = useAdminStage(async () => {
        url = await databaseUrl?.();
        return { databaseUrl: url };
      });
      let browser: ConsoleBrowser;
      let other: BridgeProcess;

      before(async () => {
        browser = openConsole(stage().bridge.url, stage().owner);
        const stores = url === undefined ? {} : { DATABASE_URL: url };
        other = await startBridgeProcess({ DATA_DIR: stage().bridge.dataDir, ...stores });
      });
      after(() => other?.end('SIGTERM'));

      const loginAt = async (base: string) => (await fetch(`${base}${LOGIN}`)).text();

      async function seesElsewhere(isSeen: (html: string) => boolean): Promise<void> {
        const deadline = performance.now() + SEEN_WITHIN_MS;
        while (!isSeen(await loginAt(other.url))) {
          assert(performance.now() < deadline, `not seen within ${SEEN_WITHIN_MS} ms`);
          await delay(25);
        }
      }

      test('a shown name stands on the next login screen, and on that of another process within a second', async () => {
        const { notice } = await saveOn(browser, `${HOME}/identification`, { displayName: `Renamed on ${name}` });
        assert.equal(notice, 'saved');
        await seesElsewhere((html) => html.includes(`Renamed on ${name}`));
        assert.ok((await loginAt(stage().bridge.url)).includes(`Renamed on ${name}`));
      });

      test('a colour is in the style of the next login screen', async () => {
        const body = { branding: { accentLight: '#0a7d33' } };
        const before = await loginAt(stage().bridge.url);
        const saved = await stage().owner.call('PATCH', '/white-labels/tradingtech_main', { body });
        assert.equal(saved.status, 200);
        const [address = ''] = /\/b\/tradingtech_main[^"]*\.css[^"]*/.exec(await loginAt(stage().bridge.url)) ?? [];
        assert.ok(!before.includes(address), 'the browser would keep the style that it has');
      });

      test('switched off, nobody signs in, here and elsewhere', async () => {
        await browser.post(`${HOME}/disable`, { reason: 'Maintenance' });
        assert.equal((await fetch(`${stage().bridge.url}${LOGIN}`)).status, 403);
        await seesElsewhere((html) => !html.includes('type="password"'));
        await browser.post(`${HOME}/enable`);
        assert.equal((await fetch(`${stage().bridge.url}${LOGIN}`)).status, 200);
      });
    });
  }
});
