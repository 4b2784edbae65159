import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { gatherWrites } from './gather-writes.ts';
import { parseRedisUrl, type RedisAddress, type RedisNode } from './parse-redis-url.ts';

/** One Redis, a master that Sentinels watch, or a Cluster: all the same to whoever sends a command. */
export type RedisClient = Redis | Cluster;

/** After this a command counts as lost. */
const COMMAND_TIMEOUT_MS = 1500;
const CONNECT_TIMEOUT_MS = 1500;
/** After this without any answer the connection counts as lost. */
const SILENCE_TIMEOUT_MS = 3000;
const MAX_RECONNECT_DELAY_MS = 500;

/** A client that fails at once while its Redis is gone, and comes back by itself. */
export function createRedisClient(url: string): RedisClient {
  const address = parseRedisUrl(url);
  const options = optionsOf(address);
  if (address.kind === 'cluster') return createCluster(address, options);
  const reconnecting = { ...options, retryStrategy: reconnectDelayMs, enableOfflineQueue: false };
  if (address.kind === 'standalone') return gathering(new Redis({ ...reconnecting, ...firstOf(address.nodes) }));
  const client = new Redis({
    ...reconnecting,
    sentinels: [...address.nodes],
    name: address.masterName,
    sentinelRetryStrategy: reconnectDelayMs,
    enableTLSForSentinelMode: address.tls,
    ...(address.tls ? { sentinelTLS: {} } : {}),
  });
  return gathering(client);
}

function gathering(client: Redis): Redis {
  gatherWrites(client);
  return client;
}

function createCluster(address: RedisAddress, options: ReturnType<typeof optionsOf>): Cluster {
  const cluster = new Cluster([...address.nodes], {
    redisOptions: options,
    enableOfflineQueue: false,
    clusterRetryStrategy: reconnectDelayMs,
    clusterNodeRetryStrategy: reconnectDelayMs,
  });
  return cluster.on('+node', gatherWrites);
}

function optionsOf(address: RedisAddress) {
  return {
    db: address.database,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    // A command whose answer was lost is sent again, within its time; every one of ours may be.
    autoResendUnfulfilledCommands: true,
    maxRetriesPerRequest: 5,
    // A replica that was a master until now did nothing: find the new master, and send it there.
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
    ...(address.username === undefined ? {} : { username: address.username }),
    ...(address.password === undefined ? {} : { password: address.password }),
    ...(address.tls ? { tls: {} } : {}),
  } satisfies RedisOptions;
}

function reconnectDelayMs(attempt: number): number {
  return Math.min(attempt * 50, MAX_RECONNECT_DELAY_MS);
}

function firstOf(nodes: readonly RedisNode[]): RedisNode {
  const [first] = nodes;
  if (!first) throw new Error('A Redis address has at least one node');
  return first;
}
