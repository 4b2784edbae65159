import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { ExpiringStore } from '../../src/lib/expiring-store.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { openSqliteExpiringStore } from '../../src/storage/sql/sqlite-expiring-store.ts';
import { sweepExpired } from '../../src/storage/sweep-expired.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();
after(() => folder.remove());
const log = createLogger('silent');
let files = 0;

/** A store with this many entries that are forgotten already; it notes the sizes of the batches that it sweeps. */
async function storeWithForgotten(count: number): Promise<{ store: ExpiringStore; batches: number[] }> {
  files += 1;
  const clock = createFakeClock();
  const store = openSqliteExpiringStore({ file: join(folder.path, `${files}.sqlite`), clock });
  const keys = Array.from({ length: count }, (_, id) => ({ partition: 'wl', kind: 'token', id: String(id) }));
  await Promise.all(keys.map((key) => store.put(key, 'v', { validForMs: 1 })));
  clock.advance(1);
  const batches: number[] = [];
  const sweep = async (limit: number) => {
    const removed = await store.sweep(limit);
    batches.push(removed);
    return removed;
  };
  return { store: { ...store, sweep }, batches };
}

describe('the sweeper', () => {
  test('removes everything that is forgotten, in bounded batches', async () => {
    const { store, batches } = await storeWithForgotten(25);
    const sweeper = sweepExpired({ store, log, batchSize: 10 });
    assert.equal(await sweeper.sweepNow(), 25);
    assert.deepEqual(batches, [10, 10, 5]);
    await sweeper.stop();
    await store.close();
  });

  test('never sweeps twice at the same time', async () => {
    const { store, batches } = await storeWithForgotten(25);
    const sweeper = sweepExpired({ store, log, batchSize: 10 });
    const both = await Promise.all([sweeper.sweepNow(), sweeper.sweepNow()]);
    assert.deepEqual(both, [25, 25]);
    assert.deepEqual(batches, [10, 10, 5]);
    await sweeper.stop();
    await store.close();
  });

  test('does no more than its share in one sweep', async () => {
    const { store } = await storeWithForgotten(25);
    const sweeper = sweepExpired({ store, log, batchSize: 5, maxBatches: 2 });
    assert.equal(await sweeper.sweepNow(), 10);
    await sweeper.stop();
    await store.close();
  });

  test('ends with the batch that is under way when it is stopped', async () => {
    const { store, batches } = await storeWithForgotten(25);
    const sweeper = sweepExpired({ store, log, batchSize: 10 });
    void sweeper.sweepNow();
    await sweeper.stop();
    assert.deepEqual(batches, [10]);
    await store.close();
  });

  test('goes on after a store that could not answer', async () => {
    const { store } = await storeWithForgotten(0);
    let sweeps = 0;
    const twice = Promise.withResolvers<void>();
    const sweep = async () => {
      sweeps += 1;
      if (sweeps === 2) twice.resolve();
      throw new Error('gone');
    };
    const sweeper = sweepExpired({ store: { ...store, sweep }, log, intervalMs: 1 });
    const keepAlive = setTimeout(() => undefined, 60_000);
    await twice.promise;
    clearTimeout(keepAlive);
    await sweeper.stop();
    await store.close();
  });
});
