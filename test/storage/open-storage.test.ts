import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry, type Telemetry } from '../../src/lib/telemetry.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { CRM } from '../contracts/sample-records.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { findFreePort } from '../support/server-process.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const MIGRATIONS = join(PROJECT_FOLDER, 'src/storage/sql/migrations');

const folder = makeTempFolder();
after(() => folder.remove());

/** Notes what stores report, as `store.operation.outcome`. */
function notingTelemetry() {
  const notes: string[] = [];
  const telemetry: Telemetry = {
    ...silentTelemetry,
    storeOperation(store, operation, outcome, seconds) {
      assert.ok(seconds >= 0 && seconds < 5);
      notes.push(`${store}.${operation}.${outcome}`);
    },
  };
  return { notes, telemetry };
}

describe('the storage', () => {
  const key = { partition: 'wl', kind: 'token', id: '1' };

  test('keeps everything in files of the data folder by default', async () => {
    const dataDir = join(folder.path, 'default');
    const { notes, telemetry } = notingTelemetry();
    const storage = await openStorage({ dataDir, clock: createFakeClock(), telemetry, log: createLogger('silent') });
    assert.deepEqual(storage.describe(), { records: 'sqlite', expiring: 'sqlite' });
    assert.deepEqual(
      await storage.migrate(),
      readdirSync(MIGRATIONS)
        .map((file) => basename(file, '.ts'))
        .sort(),
    );
    assert.deepEqual(await storage.ping(), { records: true, expiring: true });
    await storage.expiring.put(key, 'v', { validForMs: 1000 });
    assert.deepEqual(await storage.expiring.takeOnce(key), { outcome: 'taken', value: 'v' });
    assert.equal(await storage.brokers.addCrm(CRM), true);
    await storage.close();
    await assert.rejects(() => storage.expiring.get(key), /temporarily unavailable/);
    assert.ok(existsSync(join(dataDir, 'records.sqlite')) && existsSync(join(dataDir, 'expiring.sqlite')));
    for (const expected of ['expiring.put.ok', 'expiring.take_once.ok', 'expiring.get.failed', 'records.insert.ok']) {
      assert.ok(notes.includes(expected), `${expected} in ${notes}`);
    }
  });

  test('keeps its files from other users, in a folder that they may read too', async () => {
    const dataDir = join(folder.path, 'shared');
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o755);
    const { telemetry } = notingTelemetry();
    const storage = await openStorage({ dataDir, clock: createFakeClock(), telemetry, log: createLogger('silent') });
    await storage.migrate();
    await storage.expiring.put(key, 'v', { validForMs: 1000 });
    const modes = readdirSync(dataDir).map((name) => [name, (statSync(join(dataDir, name)).mode & 0o777).toString(8)]);
    assert.deepEqual(
      modes.sort(),
      ['expiring', 'records'].flatMap((name) => ['', '-shm', '-wal'].map((end) => [`${name}.sqlite${end}`, '600'])),
    );
    await storage.close();
  });

  test('row 43: opens while both servers are gone, and every operation throws store_unavailable', async () => {
    const port = await findFreePort();
    const startedAtMs = performance.now();
    const storage = await openStorage({
      dataDir: join(folder.path, 'none'),
      databaseUrl: `postgres://postgres@127.0.0.1:${port}/none`,
      redisUrl: `redis://127.0.0.1:${port}`,
      clock: createFakeClock(),
      telemetry: silentTelemetry,
      log: createLogger('silent'),
    });
    assert.deepEqual(storage.describe(), { records: 'postgres', expiring: 'redis' });
    assert.deepEqual(await storage.ping(), { records: false, expiring: false });
    const isUnavailable = (error: unknown) => isBridgeError(error, 'store_unavailable');
    await assert.rejects(() => storage.migrate(), isUnavailable);
    await assert.rejects(() => storage.users.findById('wl', '1'), isUnavailable);
    await assert.rejects(() => storage.expiring.takeOnce(key), isUnavailable);
    await storage.close();
    assert.ok(performance.now() - startedAtMs < 10_000, 'nothing waits for what refuses connections');
  });

  test('row 49: an error of a driver carries none of the values it was about', async () => {
    const storage = await openStorage({
      dataDir: join(folder.path, 'canary'),
      clock: createFakeClock(),
      telemetry: silentTelemetry,
      log: createLogger('silent'),
    });
    const error = await storage.users.findByEmail('wl', 'canary-secret').catch((thrown: unknown) => thrown);
    assert.ok(isBridgeError(error, 'store_unavailable'), 'there are no tables yet');
    const cause = error.cause instanceof Error ? { ...error.cause, text: String(error.cause) } : {};
    assert.ok(!JSON.stringify({ ...error, cause }).includes('canary-secret'));
    await storage.close();
  });
});
