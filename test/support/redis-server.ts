import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, serverProcess } from './server-process.ts';
import { skipUnlessRequired } from './skip-unless-required.ts';

/** A private Redis; what it was told survives `stop` and `restart`. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
  /** Stops it without notice. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  restart(): Promise<void>;
  /** Lets it hang, or go on after that; its connections stay open. */
  setPaused(isPaused: boolean): void;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

export interface RedisServerOptions {
  /** `always`: what was answered survives `kill`. */
  readonly appendfsync?: 'always' | 'everysec';
  /** Further settings, such as `['--cluster-enabled', 'yes']`. */
  readonly settings?: readonly string[];
}

/** For the `skip` of a suite: the reason, or `false` when this machine has a Redis. */
export function skipWithoutRedis(): string | false {
  const isThere = spawnSync('redis-server', ['--version']).status === 0;
  return skipUnlessRequired(isThere ? false : 'redis-server is not installed');
}

export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const { appendfsync = 'everysec', settings = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-redis-'));
  const port = await findFreePort();
  const process = serverProcess(
    'redis-server',
    [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
      ...['--appendonly', 'yes', '--appendfsync', appendfsync, ...settings],
    ],
    'Ready to accept connections',
  );
  await process.start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    stop: () => process.end('SIGTERM'),
    kill: () => process.end('SIGKILL'),
    async restart() {
      await process.end('SIGTERM');
      await process.start();
    },
    setPaused: process.setPaused,
    async close() {
      await process.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
