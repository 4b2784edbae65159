import { after } from 'node:test';
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from './postgres-server.ts';
import { type RedisServer, skipWithoutRedis, startRedisServer } from './redis-server.ts';

/** A pair of engines that the bridge can run on. */
export interface Engines {
  readonly name: string;
  /** Why a suite cannot run here, or `false`. */
  readonly skip: string | false;
  /** Gives empty stores; the servers start with the first call of a test file, and end with the file. */
  open(): Promise<StoreUrls>;
}

/** Empty where the stores are embedded. */
export interface StoreUrls {
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
}

/** The pairs that every behaviour has to hold on: everything embedded, and everything external. */
export const ENGINES: readonly Engines[] = [
  { name: 'SQLite', skip: false, open: async () => ({}) },
  {
    name: 'PostgreSQL and Redis',
    skip: skipWithoutPostgres() || skipWithoutRedis(),
    async open() {
      started ??= Promise.all([startPostgresServer(), startRedisServer({ settings: ['--databases', '64'] })]);
      const [postgres, redis] = await started;
      opened += 1;
      return { databaseUrl: await postgres.createDatabase(), redisUrl: `${redis.url}/${opened}` };
    },
  },
];

let started: Promise<[PostgresServer, RedisServer]> | undefined;
let opened = 0;

after(async () => {
  const servers = await started;
  await Promise.all((servers ?? []).map((server) => server.close()));
});
