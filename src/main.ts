import { createServer, type Server } from 'node:http';
import { type App, createApp } from './app.ts';
import { loadBrokersFile } from './config/brokers-file.ts';
import { type Settings, SettingsError } from './config/load-settings.ts';
import { systemClock } from './lib/clock.ts';
import type { Logger } from './lib/logger.ts';

/** The bridge, serving. */
export interface RunningBridge {
  /** Where it listens. */
  readonly url: string;
  /** Finishes what is in flight, refuses what is new, and is done within ten seconds. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 10_000;
/** Leaves time to close the stores within the ten seconds. */
const FINISH_REQUESTS_WITHIN_MS = 8_500;
const MAX_HEADER_BYTES = 16 * 1024;

/** Starts the bridge as the settings say: stores, seed, HTTP server. */
export async function startBridge(settings: Settings, log: Logger, projectFolder: string): Promise<RunningBridge> {
  const app = await createApp({ settings, clock: systemClock, log, projectFolder });
  let stopping = false;
  try {
    await app.start();
    await seed(app, settings, log);
    const handler = await app.createHandler({ isStopping: () => stopping });
    const server = createServer(serverLimits(settings), handler);
    const url = await listen(server, settings);
    log.info({ url, stores: app.storage.describe(), mode: settings.mode }, 'the bridge is up');
    return {
      url,
      async stop() {
        stopping = true;
        await closeServer(server);
        await app.close();
        log.info('the bridge has stopped');
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Stops once on SIGTERM or SIGINT, and for sure within ten seconds. */
export function stopOnSignal(stop: () => Promise<void>, log: Logger): void {
  const begin = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stop().then(
      () => exit(log, 0),
      (error) => {
        log.error({ err: error }, 'stopping failed');
        exit(log, 1);
      },
    );
  };
  process.once('SIGTERM', begin);
  process.once('SIGINT', begin);
}

function exit(log: Logger, code: number): void {
  log.flush(() => process.exit(code));
}

async function seed(app: App, settings: Settings, log: Logger): Promise<void> {
  if (settings.brokersFile === undefined) return;
  const file = await loadBrokersFile(settings.brokersFile, { simulatorUrl: settings.simulatorUrl });
  if (settings.mode === 'production' && file.sandbox) {
    throw new SettingsError([`${settings.brokersFile} holds sandbox examples. Give BROKERS_FILE a file of your own.`]);
  }
  const added = await app.seed(file);
  if (added.brokers.length > 0) log.info({ added }, 'brokers were added from the file');
}

/** A caller who sends slowly, or sends too much, holds no connection for long. */
function serverLimits({ requestTimeoutSeconds }: Settings) {
  return {
    requestTimeout: requestTimeoutSeconds * 1000,
    headersTimeout: Math.min(requestTimeoutSeconds, 10) * 1000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
}

function listen(server: Server, { host, port, publicUrl }: Settings): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(inUse ? new SettingsError([`Port ${port} is in use. Set PORT to another, or stop what uses it.`]) : error);
    });
    server.listen(port, host, () => resolve(publicUrl));
  });
}

function closeServer(server: Server): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), FINISH_REQUESTS_WITHIN_MS);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
