import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type App, createApp } from '../../src/app.ts';
import { loadBrokersFile } from '../../src/config/brokers-file.ts';
import { loadSettings, type Settings } from '../../src/config/load-settings.ts';
import type { BrokersFile } from '../../src/config/seed-file-types.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { makeTempFolder } from './temp-folder.ts';

export const PROJECT_FOLDER = join(import.meta.dirname, '../..');

/** The real bridge in the test's own process: real HTTP, real stores, a clock that the test moves. */
export interface TestBridge {
  readonly url: string;
  readonly app: App;
  readonly clock: FakeClock;
  /** Every log line written so far. */
  readonly logLines: string[];
  readonly dataDir: string;
  close(): Promise<void>;
}

export interface TestBridgeOptions {
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  /** A free one when left out. */
  readonly port?: number;
  /** Of the platform; an address where nothing listens when left out. */
  readonly simulatorUrl?: string;
  /** Further settings, as environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Changes the seed before it is applied. */
  readonly seed?: (file: BrokersFile) => BrokersFile;
  readonly clock?: FakeClock;
  /** Leaves the embedded stores behind, for another bridge. */
  readonly keepFolder?: boolean;
}

export async function startTestBridge(options: TestBridgeOptions = {}): Promise<TestBridge> {
  const folder = makeTempFolder();
  const clock = options.clock ?? createFakeClock();
  const logLines: string[] = [];
  const log = createLogger('debug', { write: (line) => void logLines.push(line) });
  const settings = loadSettings(
    {
      DATA_DIR: folder.path,
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
      ...options.environment,
    },
    PROJECT_FOLDER,
  );
  const app = await createApp({ settings, clock, log, projectFolder: PROJECT_FOLDER });
  const server = await serve(app, settings, options).catch(async (error: unknown) => {
    // Stores that stay open would keep the test file running.
    await app.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    clock,
    logLines,
    dataDir: settings.dataDir,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
      if (!options.keepFolder) folder.remove();
    },
  };
}

async function serve(app: App, settings: Settings, options: TestBridgeOptions): Promise<Server> {
  await app.start();
  const simulatorUrl = options.simulatorUrl ?? 'http://127.0.0.1:9';
  const example = await loadBrokersFile(join(PROJECT_FOLDER, 'config/brokers.example.json'), { simulatorUrl });
  const file = settings.mode === 'production' ? withoutAccess(example) : example;
  await app.seed(options.seed ? options.seed(file) : file);
  const server = createServer(await app.createHandler({ isStopping: () => false }));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  if (options.environment?.SMTP_URL !== undefined) app.startMail();
  return server;
}

/** The sandbox’s clients and keys, which production mode does not take. */
function withoutAccess(file: BrokersFile): BrokersFile {
  return { ...file, brokers: file.brokers.map((broker) => ({ ...broker, clients: [], apiKeys: [] })) };
}
