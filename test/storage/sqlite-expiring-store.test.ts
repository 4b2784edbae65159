import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, test } from 'node:test';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import { openSqliteExpiringStore } from '../../src/storage/sql/sqlite-expiring-store.ts';
import { expiringStoreContract } from '../contracts/expiring-store-contract.ts';
import { takeOnceProcessesContract } from '../contracts/take-once-processes-contract.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();
after(() => folder.remove());
let files = 0;

function openStore(clock = createFakeClock()) {
  files += 1;
  const file = join(folder.path, `expiring-${files}.sqlite`);
  return { store: openSqliteExpiringStore({ file, clock }), clock, file };
}

expiringStoreContract('SQLite', {
  async open() {
    const { store, clock } = openStore();
    return { store, clock, close: () => store.close() };
  },
});

takeOnceProcessesContract('SQLite', {
  async open() {
    const { store, file } = openStore();
    return { engine: 'sqlite', place: file, store, close: () => store.close() };
  },
});

describe('the expiring store on SQLite alone', () => {
  const token = (id: number) => ({ partition: 'wl', kind: 'token', id: String(id) });

  test('a sweep removes no more than its limit, and everything that is forgotten in the end', async () => {
    const { store, clock } = openStore();
    for (let id = 0; id < 25; id += 1) await store.put(token(id), 'v', { validForMs: 1000, groups: ['user:1'] });
    for (let id = 0; id < 5; id += 1) await store.count(token(id), 1, 1000);
    await store.put(token(99), 'v', { validForMs: null, groups: ['user:1'] });
    clock.advance(999);
    assert.equal(await store.sweep(10), 0);
    clock.advance(1);
    assert.deepEqual(
      [await store.sweep(10), await store.sweep(10), await store.sweep(10), await store.sweep(10)],
      [10, 10, 10, 0],
    );
    assert.equal((await store.get(token(99)))?.state, 'live');
    await store.close();
  });

  test('what was written is there after the store was closed and opened again', async () => {
    const { store, clock, file } = openStore();
    await store.put(token(1), 'kept', { validForMs: null });
    await store.put(token(2), 'spent', { validForMs: null });
    await store.takeOnce(token(2));
    await store.close();
    const again = openSqliteExpiringStore({ file, clock });
    assert.equal((await again.get(token(1)))?.value, 'kept');
    assert.deepEqual(await again.takeOnce(token(2)), { outcome: 'spent' });
    await again.close();
  });

  test('closing commits what was asked for before', async () => {
    const { store, clock, file } = openStore();
    const put = store.put(token(1), 'kept', { validForMs: null });
    await store.close();
    await put;
    const again = openSqliteExpiringStore({ file, clock });
    assert.equal((await again.get(token(1)))?.value, 'kept');
    await again.close();
  });

  test('an operation that fails spoils none of those it is committed with', async () => {
    const { store } = openStore();
    await store.put(token(1), 'v', { validForMs: null });
    const results = await Promise.allSettled([
      store.put(token(2), 'v', { validForMs: null }),
      store.count(token(3), Number.NaN, 1000),
      store.takeOnce(token(1)),
      store.count(token(4), 1, 1000),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    );
    assert.equal((await store.get(token(2)))?.state, 'live');
    assert.equal((await store.count(token(4), 0, 1000)).count, 1);
    await store.close();
  });

  test('while another process writes, operations wait without stopping this one', async () => {
    const { store, file } = openStore();
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const put = store.put(token(1), 'v', { validForMs: null });
    await new Promise((resolve) => setTimeout(resolve, 100));
    other.exec('commit');
    other.close();
    await put;
    assert.equal((await store.get(token(1)))?.state, 'live');
    await store.close();
  });

  test('when another process writes for too long, operations throw store_unavailable and then recover', async () => {
    const { store, file } = openStore();
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const isUnavailable = (error: unknown) => isBridgeError(error, 'store_unavailable');
    await assert.rejects(() => store.put(token(1), 'v', { validForMs: null }), isUnavailable);
    other.exec('commit');
    other.close();
    assert.deepEqual(await store.takeOnce(token(1)), { outcome: 'absent' });
    await store.close();
  });

  test('a closed store throws store_unavailable with a time to wait', async () => {
    const { store } = openStore();
    await store.close();
    await store.close();
    for (const attempt of [() => store.takeOnce(token(1)), () => store.get(token(1)), () => store.ping()]) {
      await assert.rejects(
        attempt,
        (error) => isBridgeError(error, 'store_unavailable') && error.retryAfterSeconds === 1,
      );
    }
  });

  test('the folder of the file is made when it is missing', async () => {
    const file = join(folder.path, 'deep', 'down', 'expiring.sqlite');
    const store = openSqliteExpiringStore({ file, clock: createFakeClock() });
    assert.ok(existsSync(file));
    await store.close();
  });
});
