import { createServer } from 'node:http';
import { join } from 'node:path';
import { type App, createApp } from './app.ts';
import { loadBrokersFile } from './config/brokers-file.ts';
import { listenFailure } from './config/listen-failure.ts';
import type { Configuration } from './config/load-configuration.ts';
import { type Settings, SettingsError } from './config/load-settings.ts';
import { systemClock } from './lib/clock.ts';
import { closeServer } from './lib/close-server.ts';
import { flushLog, type Logger } from './lib/logger.ts';

/** The bridge, serving. */
export interface RunningBridge {
  /** Finishes what is in flight, refuses what is new, and is done within ten seconds. */
  stop(): Promise<void>;
}

export interface BridgeOptions extends Configuration {
  readonly log: Logger;
  /** Folder that holds `views/` and `config/`. */
  readonly projectFolder: string;
}

const EXAMPLE_FILE = 'config/brokers.example.json';
const STOP_WITHIN_MS = 10_000;
/** Leaves time to close the stores within the ten seconds. */
const FINISH_REQUESTS_WITHIN_MS = 8_500;
const MAX_HEADER_BYTES = 16 * 1024;
const FLUSH_WITHIN_MS = 1000;

/**
 * Starts the bridge as the settings say: stores, seed, HTTP server.
 *
 * @throws SettingsError, and `store_unavailable` when the records cannot be read.
 */
export async function startBridge({
  settings,
  brokersFile,
  log,
  projectFolder,
}: BridgeOptions): Promise<RunningBridge> {
  const app = await createApp({ settings, clock: systemClock, log, projectFolder });
  let stopping = false;
  try {
    await app.start();
    if (settings.mode === 'production') await refuseExampleBrokers(app, projectFolder);
    if (brokersFile) {
      const added = await app.seed(brokersFile);
      if (added.brokers.length > 0) log.info({ added }, 'brokers were added from the file');
    }
    const handler = await app.createHandler({ isStopping: () => stopping });
    const server = createServer(serverLimits(settings), handler);
    const close = closeServer(server, FINISH_REQUESTS_WITHIN_MS);
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(listenFailure(error, { ...settings, portVariable: 'PORT' })));
      server.listen(settings.port, settings.host, resolve);
    });
    server.on('error', (error) => log.error({ err: error }, 'the server could not take a connection'));
    app.startMail();
    const { mode, publicUrl, host, port } = settings;
    log.info({ mode, publicUrl, host, port, stores: app.storage.describe() }, 'the bridge is up');
    return {
      async stop() {
        stopping = true;
        await close();
        await app.close();
        log.info('the bridge has stopped');
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/**
 * Keeps production mode off a store that sandbox mode filled: the passwords of those brokers, and of their traders,
 * stand in a public file.
 */
async function refuseExampleBrokers({ brokers }: App, projectFolder: string): Promise<void> {
  const { brokers: examples } = await loadBrokersFile(join(projectFolder, EXAMPLE_FILE), {
    simulatorUrl: 'http://localhost',
  });
  const faults: string[] = [];
  for (const { brokerName, platformPassword } of examples) {
    const broker = brokers.find(brokerName);
    if (!broker?.enabled || !(await brokers.passwordCheck.verify(broker, platformPassword))) continue;
    faults.push(`The records hold ${brokerName} of the sandbox. Give production mode a store of its own.`);
  }
  if (faults.length > 0) throw new SettingsError(faults);
}

/** Stops on the first SIGTERM or SIGINT, and for sure within ten seconds; further signals change nothing. */
export function stopOnSignal(stop: () => Promise<void>, log: Logger): void {
  let isStopping = false;
  const begin = (signal: NodeJS.Signals) => {
    if (isStopping) return;
    isStopping = true;
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
  process.on('SIGTERM', begin);
  process.on('SIGINT', begin);
}

/** A bug that nobody caught ends the process, as it would without this, but in the log and redacted. */
export function exitOnBug(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'bug; the process ends');
    exit(log, 1);
  });
}

function exit(log: Logger, code: number): void {
  setTimeout(() => process.exit(code), FLUSH_WITHIN_MS).unref();
  flushLog(log).then(() => process.exit(code));
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
