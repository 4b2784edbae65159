import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { ExpiringStore } from '../../src/lib/expiring-store.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { connectRedis } from '../../src/storage/redis/connect-redis.ts';
import { createRedisExpiringStore } from '../../src/storage/redis/redis-expiring-store.ts';
import { expiringStoreContract } from '../contracts/expiring-store-contract.ts';
import { takeOnceProcessesContract } from '../contracts/take-once-processes-contract.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { type RedisServer, skipWithoutRedis, startRedisServer } from '../support/redis-server.ts';

const skip = skipWithoutRedis();
const clock = createFakeClock();

async function openStore(url: string, storeClock = clock): Promise<ExpiringStore> {
  const client = await connectRedis(url, createLogger('silent'));
  return createRedisExpiringStore({ client, clock: storeClock });
}

expiringStoreContract('Redis', {
  skip,
  async open() {
    const server = await startRedisServer();
    const contractClock = createFakeClock();
    const store = await openStore(server.url, contractClock);
    return { store, clock: contractClock, close: () => closeAll(store, server) };
  },
});

takeOnceProcessesContract('Redis', {
  skip,
  async open() {
    const server = await startRedisServer();
    const store = await openStore(server.url);
    return { engine: 'redis', place: server.url, store, close: () => closeAll(store, server) };
  },
});

const token = (id: number) => ({ partition: 'wl', kind: 'token', id: String(id) });
const KEPT = { validForMs: 60_000, rememberForMs: 60_000 };

/** The answers `store_unavailable` until the store is back. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBridgeError(error, 'store_unavailable')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function closeAll(...parts: { close(): Promise<void> }[]): Promise<void> {
  for (const part of parts) await part.close();
}

function isUnavailable(error: unknown): boolean {
  return isBridgeError(error, 'store_unavailable') && error.retryAfterSeconds === 1;
}

describe('the expiring store on a Redis that goes away', { skip }, () => {
  let server: RedisServer;
  before(async () => {
    server = await startRedisServer({ appendfsync: 'always' });
  });
  after(() => server.close());

  test('row 43: with Redis stopped every operation fails at once; afterwards it recovers and nothing was consumed', async () => {
    const store = await openStore(server.url);
    await store.put(token(1), 'v', KEPT);
    await server.stop();
    const attempts = [
      () => store.takeOnce(token(1)),
      () => store.get(token(1)),
      () => store.put(token(2), 'v', KEPT),
      () => store.putIfAbsent(token(2), 'v', KEPT),
      () => store.compareAndSet(token(1), 1, 'v'),
      () => store.drop(token(1)),
      () => store.dropGroup('wl', 'g'),
      () => store.count(token(1), 1, 1000),
      () => store.ping(),
    ];
    const startedAtMs = performance.now();
    for (const attempt of attempts) await assert.rejects(attempt, isUnavailable);
    assert.ok(performance.now() - startedAtMs < 8000, 'it does not wait for what is gone');
    await server.restart();
    assert.deepEqual(await eventually(() => store.takeOnce(token(1))), { outcome: 'taken', value: 'v' });
    assert.deepEqual(await store.takeOnce(token(1)), { outcome: 'spent' });
    await store.close();
  });

  test('row 43: a store that is opened while Redis is down works once it is up', async () => {
    await server.stop();
    const store = await openStore(server.url);
    await assert.rejects(() => store.ping(), isUnavailable);
    await server.restart();
    await eventually(() => store.ping());
    await store.put(token(3), 'v', KEPT);
    assert.equal((await store.get(token(3)))?.value, 'v');
    await store.close();
  });

  test('row 44: after Redis was killed in the middle of takes, no key is taken twice and none is lost', async (t) => {
    const store = await openStore(server.url);
    t.after(() => store.close());
    const keyCount = 600;
    const ids = Array.from({ length: keyCount }, (_, index) => 1000 + index);
    await Promise.all(ids.map((id) => store.put(token(id), String(id), KEPT)));
    const taken: number[] = [];
    let isKilled = false;
    const killOnce = async () => {
      if (isKilled) return;
      isKilled = true;
      await server.kill();
      await server.restart();
    };
    const walk = async () => {
      for (const id of ids) {
        if (taken.length === 100) await killOnce();
        if ((await eventually(() => store.takeOnce(token(id)))).outcome === 'taken') taken.push(id);
      }
    };
    await Promise.all([walk(), walk(), walk(), walk()]);
    assert.equal(taken.length, keyCount);
    assert.equal(new Set(taken).size, keyCount);
  });
});

describe('the expiring store on a Redis whose answers get lost', { skip }, () => {
  let server: RedisServer;
  let proxy: CuttingProxy;
  let store: ExpiringStore;
  let other: ExpiringStore;
  before(async () => {
    server = await startRedisServer();
    proxy = await startCuttingProxy(server.port);
    store = await openStore(`redis://127.0.0.1:${proxy.port}`);
    other = await openStore(server.url);
  });
  after(() => closeAll(store, other, proxy, server));

  test('a take whose answer is lost is sent again and gets the entry; any other take gets nothing', async () => {
    await store.put(token(1), 'v', KEPT);
    await store.takeOnce(token(0));
    proxy.loseNextAnswer();
    assert.deepEqual(await store.takeOnce(token(1)), { outcome: 'taken', value: 'v' });
    assert.deepEqual(await store.takeOnce(token(1)), { outcome: 'spent' });
    assert.deepEqual(await other.takeOnce(token(1)), { outcome: 'spent' });
  });

  test('a take that failed after it was carried out is made good by the next one, once', async () => {
    await store.put(token(2), 'v', KEPT);
    await store.takeOnce(token(0));
    proxy.setOpen(false);
    proxy.loseNextAnswer();
    await assert.rejects(() => store.takeOnce(token(2)), isUnavailable);
    assert.equal((await other.get(token(2)))?.state, 'spent');
    proxy.setOpen(true);
    await eventually(() => store.ping());
    const outcomes = await Promise.all([store.takeOnce(token(2)), store.takeOnce(token(2)), other.takeOnce(token(2))]);
    assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['spent', 'spent', 'taken']);
  });

  test('a put if absent, a replacement and a count whose answers are lost happen once and say so', async () => {
    await eventually(() => store.ping());
    await store.putIfAbsent(token(0), 'v', KEPT);
    await store.compareAndSet(token(0), 9, 'v');
    await store.count(token(0), 1, 1000);
    proxy.loseNextAnswer();
    assert.equal(await store.putIfAbsent(token(3), 'v', KEPT), true);
    proxy.loseNextAnswer();
    assert.equal(await store.compareAndSet(token(3), 1, 'w'), true);
    proxy.loseNextAnswer();
    assert.equal((await store.count(token(3), 1, 1000)).count, 1);
    assert.deepEqual(await other.get(token(3)), { value: 'w', version: 2, state: 'live' });
    assert.equal((await other.count(token(3), 0, 1000)).count, 1);
  });
});
