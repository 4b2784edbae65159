import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type App, createApp } from '../src/app.ts';
import { loadBrokersFile } from '../src/config/brokers-file.ts';
import { loadSettings } from '../src/config/load-settings.ts';
import { sessionCookie } from '../src/entrypoints/admin/session-cookie.ts';
import { systemClock } from '../src/lib/clock.ts';
import { createLogger } from '../src/lib/logger.ts';
import { silentTelemetry } from '../src/lib/telemetry.ts';
import { openRecordDatabase, type RecordConnection } from '../src/storage/sql/open-record-database.ts';
import { fillingBroker, fillRecords } from '../test/support/fill-records.ts';
import { type PostgresServer, startPostgresServer } from '../test/support/postgres-server.ts';
import { type ServerUnderLoad, startServer } from './server-process.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..');
const SEED_FILE = join(PROJECT_FOLDER, 'config/brokers.example.json');
/** PostgreSQL as somebody with a million users would run it, rather than as tests do. */
const POSTGRES_SETTINGS = ['shared_buffers=1GB', 'effective_cache_size=4GB', 'work_mem=16MB', 'random_page_cost=1.1'];

/** A bridge with many white labels and users, whose owner is signed in. */
export interface ConsoleBridge {
  readonly server: ServerUnderLoad;
  /** Another process of the same bridge: this one. */
  readonly app: App;
  readonly records: RecordConnection;
  readonly cookie: string;
  stop(): Promise<void>;
}

export interface ConsoleBridgeOptions {
  readonly engine: 'sqlite' | 'postgres';
  readonly port: number;
  readonly brokers: number;
  readonly users: number;
}

export async function startConsoleBridge({
  engine,
  port,
  brokers,
  users,
}: ConsoleBridgeOptions): Promise<ConsoleBridge> {
  const dataDir = mkdtempSync(join(tmpdir(), 'drawbridge-bench-console-'));
  const postgres = engine === 'postgres' ? await startPostgresServer(POSTGRES_SETTINGS) : undefined;
  const databaseUrl = await postgres?.createDatabase();
  const environment = { DATA_DIR: dataDir, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) };
  const app = await openApp(environment);
  await app.seed(await loadBrokersFile(writeSeed(dataDir, brokers), { simulatorUrl: 'http://127.0.0.1:9' }));
  const records = openRecordDatabase({
    ...{ file: join(dataDir, 'records.sqlite'), databaseUrl },
    ...{ telemetry: silentTelemetry, log: createLogger('silent') },
  });
  const { brokerCrmName } = app.brokers.get(fillingBroker(0));
  await fillRecords(records, { brokers, brokerCrmName, users, payments: users, endMs: systemClock.nowMs() });
  const script = [join(PROJECT_FOLDER, 'src/cli/cli.ts'), 'serve', '--no-simulator'];
  const server = await startServer(script, port, environment);
  while (!(await fetch(`${server.url}/readyz`)).ok) await delay(50);
  return {
    ...{ server, app, records },
    cookie: await signIn(app),
    stop: () => stop({ server, app, records }, postgres, dataDir),
  };
}

async function stop(
  { server, app, records }: Pick<ConsoleBridge, 'server' | 'app' | 'records'>,
  postgres: PostgresServer | undefined,
  dataDir: string,
): Promise<void> {
  await server.stop();
  await records.close();
  await app.close();
  await postgres?.close();
  rmSync(dataDir, { recursive: true, force: true });
}

async function openApp(environment: Readonly<Record<string, string>>): Promise<App> {
  const settings = loadSettings(environment, PROJECT_FOLDER);
  const app = await createApp({
    settings,
    clock: systemClock,
    log: createLogger('silent'),
    projectFolder: PROJECT_FOLDER,
  });
  await app.start();
  return app;
}

/** A broker of the example, many times. */
function writeSeed(folder: string, brokers: number): string {
  const example = JSON.parse(readFileSync(SEED_FILE, 'utf8'));
  const [first] = example.brokers;
  const names = Array.from({ length: brokers }, (_, index) => fillingBroker(index));
  const file = join(folder, 'brokers.json');
  const empty = { hosts: [], traders: [], clients: [], apiKeys: [] };
  const copies = names.map((brokerName) => ({ ...first, ...empty, brokerName, displayName: brokerName }));
  writeFileSync(file, JSON.stringify({ ...example, brokers: copies }));
  return file;
}

/** @returns The owner's cookie, as a browser sends it. */
async function signIn({ staff }: App): Promise<string> {
  const [{ email = '', password = '' } = {}] = JSON.parse(readFileSync(SEED_FILE, 'utf8')).staff;
  const result = await staff.signIn({ email, password }, { address: '127.0.0.1', userAgent: 'bench' });
  if (result.kind !== 'signed-in') throw new Error('The owner of the example has a second factor');
  return sessionCookie(result.opened.token).split(';')[0] ?? '';
}
