import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { ExpiringStore } from '../../src/lib/expiring-store.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { connectRedis } from '../../src/storage/redis/connect-redis.ts';
import type { RedisClient } from '../../src/storage/redis/redis-client.ts';
import { createRedisExpiringStore } from '../../src/storage/redis/redis-expiring-store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { type RedisServer, skipWithoutRedis, startRedisServer } from '../support/redis-server.ts';

const ENDLESS = { validForMs: null };
const token = (id: string) => ({ partition: 'wl', kind: 'token', id });

describe('entries without end on Redis', { skip: skipWithoutRedis() }, () => {
  let server: RedisServer;
  let client: RedisClient;
  let store: ExpiringStore;
  before(async () => {
    server = await startRedisServer();
    client = await connectRedis(server.url, createLogger('silent'));
    store = createRedisExpiringStore({ client, clock: createFakeClock() });
  });
  beforeEach(() => client.flushall());
  after(async () => {
    await store.close();
    await server.close();
  });

  const keys = () => client.keys('*');
  const lifeOf = (group: string) => client.pttl(`drawbridge:{wl}:group:${group}`);

  test('leave no key behind when one of their groups is dropped', async () => {
    for (const session of ['a', 'b']) {
      await store.put(token(session), 'v', { ...ENDLESS, groups: ['user:1', `session:${session}`] });
    }
    await store.dropGroup('wl', 'session:a');
    assert.equal(await store.get(token('a')), undefined);
    assert.equal((await store.get(token('b')))?.state, 'live');
    await store.dropGroup('wl', 'user:1');
    assert.deepEqual(await keys(), []);
  });

  test('leave no key behind when the last of their sessions is dropped, or they are dropped themselves', async () => {
    for (const session of ['a', 'b']) {
      await store.put(token(session), 'v', { ...ENDLESS, groups: ['user:1', `session:${session}`] });
    }
    await store.dropGroup('wl', 'session:a');
    await store.drop(token('b'));
    assert.deepEqual(await keys(), []);
  });

  test('are removed by the thousand, in batches', async () => {
    const ids = Array.from({ length: 1001 }, (_, index) => String(index));
    await Promise.all(ids.map((id) => store.put(token(id), 'v', { ...ENDLESS, groups: ['user:1'] })));
    await store.dropGroup('wl', 'user:1');
    assert.deepEqual(await keys(), []);
  });

  test('that a batch comes to late are removed by the next drop, and what was put since stays', async () => {
    await store.put(token('old'), 'v', { ...ENDLESS, groups: ['user:1'] });
    await client.del('drawbridge:{wl}:group:user:1');
    await store.put(token('new'), 'v', { validForMs: 60_000, groups: ['user:1'] });
    await store.put(token('newest'), 'v', { ...ENDLESS, groups: ['user:1'] });
    assert.equal(await store.get(token('old')), undefined);
    assert.equal((await store.get(token('newest')))?.state, 'live');
    await store.drop(token('old'));
    assert.equal((await store.get(token('new')))?.state, 'live');
    await store.dropGroup('wl', 'user:1');
    assert.deepEqual(await keys(), ['drawbridge:{wl}:entry:token:new'], 'which has an end of its own');
  });

  for (const [name, order] of [
    ['before', ['short', 'endless']],
    ['after', ['endless', 'short']],
  ] as const) {
    test(`when they go, leave entries alone that were put into their group ${name} them, and the group its end`, async () => {
      const lives = { short: { validForMs: 60_000 }, endless: ENDLESS };
      for (const id of order) await store.put(token(id), 'v', { ...lives[id], groups: ['user:1'] });
      assert.equal(await lifeOf('user:1'), -1);
      await store.drop(token('endless'));
      assert.equal((await store.get(token('short')))?.state, 'live');
      const life = await lifeOf('user:1');
      assert(life > 60_000 && life <= 70_000, `${life} ms`);
      assert.equal((await keys()).length, 2);
    });
  }

  test('that are put again with an end, or into another group, leave no trace of the first time', async () => {
    await store.put(token('a'), 'v', { ...ENDLESS, groups: ['user:1'] });
    await store.put(token('a'), 'v', { ...ENDLESS, groups: ['user:2'] });
    assert.deepEqual((await keys()).sort(), [
      'drawbridge:{wl}:endless:user:2',
      'drawbridge:{wl}:entry:token:a',
      'drawbridge:{wl}:group:user:2',
    ]);
    await store.put(token('a'), 'v', { validForMs: 60_000 });
    assert.deepEqual(await keys(), ['drawbridge:{wl}:entry:token:a']);
  });
});
