import { Redis } from 'ioredis';
import { createLogger } from '../../src/lib/logger.ts';
import { connectRedis } from '../../src/storage/redis/connect-redis.ts';
import { createRedisExpiringStore } from '../../src/storage/redis/redis-expiring-store.ts';
import { expiringStoreContract } from '../contracts/expiring-store-contract.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startRedisSentinel } from '../support/redis-sentinel.ts';
import { skipWithoutRedis, startRedisServer } from '../support/redis-server.ts';

const skip = skipWithoutRedis();

async function openStore(url: string, servers: readonly { close(): Promise<void> }[]) {
  const clock = createFakeClock();
  const store = createRedisExpiringStore({ client: await connectRedis(url, createLogger('silent')), clock });
  return {
    store,
    clock,
    async close() {
      await store.close();
      for (const server of servers) await server.close();
    },
  };
}

expiringStoreContract('a Redis Cluster', {
  skip,
  async open() {
    const server = await startRedisServer({
      settings: ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'],
    });
    const node = new Redis(server.port, '127.0.0.1');
    await node.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    while (!String(await node.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    node.disconnect();
    return openStore(`redis+cluster://127.0.0.1:${server.port}`, [server]);
  },
});

expiringStoreContract('a Redis behind a Sentinel', {
  skip,
  async open() {
    const server = await startRedisServer();
    const sentinel = await startRedisSentinel(server.port);
    return openStore(sentinel.url, [sentinel, server]);
  },
});
