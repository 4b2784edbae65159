import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';
import { findFreePort, serverProcess } from './server-process.ts';
import { skipUnlessRequired } from './skip-unless-required.ts';

/** A private PostgreSQL; what it was told survives `stop` and `restart`. */
export interface PostgresServer {
  /** @returns The URL of a new, empty database. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
  /** Stops it without notice. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

/** For the `skip` of a suite: the reason, or `false` when this machine has a PostgreSQL. */
export function skipWithoutPostgres(): string | false {
  if (findBinaries() === undefined) return skipUnlessRequired('postgresql is not installed');
  return skipUnlessRequired(findOwner() === undefined ? 'postgresql needs an unprivileged user to run as' : false);
}

/** @param more - Settings beside those of tests, such as `shared_buffers=1GB`. */
export async function startPostgresServer(more: readonly string[] = []): Promise<PostgresServer> {
  const binaries = findBinaries();
  const owner = findOwner();
  if (binaries === undefined || owner === undefined) throw new Error(String(skipWithoutPostgres()));
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-postgres-'));
  if (owner !== 'myself') chownSync(folder, owner.uid, owner.gid);
  const identity = owner === 'myself' ? {} : owner;
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--no-locale', '-E', 'UTF8', '--no-sync'];
  const made = spawnSync(join(binaries, 'initdb'), initdb, { ...identity, cwd: folder });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

  const port = await findFreePort();
  const settings = [`port=${port}`, ...SETTINGS, ...more].flatMap((setting) => ['-c', setting]);
  const ready = 'database system is ready to accept connections';
  const process = serverProcess(join(binaries, 'postgres'), ['-D', data, ...settings], ready, {
    ...identity,
    cwd: folder,
  });
  await process.start();
  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      await runSql(`postgres://postgres@127.0.0.1:${port}/postgres`, `create database ${name}`);
      return `postgres://postgres@127.0.0.1:${port}/${name}`;
    },
    stop: () => process.end('SIGINT'),
    kill: () => process.end('SIGQUIT'),
    async restart() {
      await process.end('SIGINT');
      await process.start();
    },
    async close() {
      await process.end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'full_page_writes=off',
  'shared_buffers=16MB',
  'max_connections=60',
];

async function runSql(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The folder of `initdb` and `postgres`: in the path, or where Debian puts it. */
function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** PostgreSQL refuses to run as root. */
function findOwner(): { uid: number; gid: number } | 'myself' | undefined {
  if (process.getuid?.() !== 0) return 'myself';
  const owners = ['postgres', 'nobody'].map((name) => {
    const [uid, gid] = ['-u', '-g'].map((option) => spawnSync('id', [option, name]));
    if (uid?.status !== 0 || gid?.status !== 0) return undefined;
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  });
  return owners.find((owner) => owner !== undefined);
}
