import { after } from 'node:test';
import { skipWithoutPostgres, startPostgresServer } from './postgres-server.ts';
import { skipWithoutRedis, startRedisServer } from './redis-server.ts';

/** A pair of engines that the bridge can run on. */
export interface Engines {
  readonly name: string;
  /** Why a suite cannot run here, or `false`. */
  readonly skip: string | false;
  /** Starts what is needed; it ends with the test file. */
  open(): Promise<{ databaseUrl?: string; redisUrl?: string }>;
}

/** A hook set inside another hook would run at once, so that one for the whole file is set here. */
const opened: { close(): Promise<void> }[] = [];
after(() => Promise.all(opened.map((server) => server.close())));

/** The pairs that every behaviour has to hold on: everything embedded, and everything external. */
export const ENGINES: readonly Engines[] = [
  { name: 'SQLite', skip: false, open: async () => ({}) },
  {
    name: 'PostgreSQL and Redis',
    skip: skipWithoutPostgres() || skipWithoutRedis(),
    async open() {
      const [postgres, redis] = await Promise.all([startPostgresServer(), startRedisServer()]);
      opened.push(postgres, redis);
      return { databaseUrl: await postgres.createDatabase(), redisUrl: redis.url };
    },
  },
];
