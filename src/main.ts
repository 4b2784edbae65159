import type { Server } from 'node:http';
import { createApp } from './app.ts';
import { listenFailure } from './config/listen-failure.ts';
import type { Configuration } from './config/load-configuration.ts';
import type { Settings } from './config/load-settings.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { systemClock } from './lib/clock.ts';
import { closeServer } from './lib/close-server.ts';
import { flushLog, type Logger } from './lib/logger.ts';
import { startApp } from './start-app.ts';

/** The bridge, listening. */
export interface RunningBridge {
  /**
   * Answers once it serves. Until then, as long as a store is gone, every caller gets 503.
   *
   * @returns Whether it serves; `false` when it was stopped before.
   * @throws SettingsError in production mode on a store of the sandbox; whatever is wrong with the seed.
   */
  untilServing(): Promise<boolean>;
  /** @returns Where the first owner signs up, in the place of the address before; `null` where there is an owner. */
  offerFirstOwner(): Promise<string | null>;
  /** Finishes what is in flight, refuses what is new, and is done within ten seconds. */
  stop(): Promise<void>;
}

export interface BridgeOptions extends Configuration {
  readonly log: Logger;
  /** Folder that holds `views/` and `config/`. */
  readonly projectFolder: string;
}

const STOP_WITHIN_MS = 10_000;
/** Leaves time to close the stores within the ten seconds. */
const FINISH_REQUESTS_WITHIN_MS = 8_500;
const MAX_HEADER_BYTES = 16 * 1024;
const FLUSH_WITHIN_MS = 1000;

/**
 * Starts the bridge as the settings say: HTTP server, stores, seed.
 *
 * @throws SettingsError when it cannot listen.
 */
export async function startBridge(options: BridgeOptions): Promise<RunningBridge> {
  const { settings, log, projectFolder } = options;
  const app = await createApp({ settings, clock: systemClock, log, projectFolder });
  const stopping = new AbortController();
  const { signal } = stopping;
  let isStarted = false;
  try {
    const handler = await app.createHandler({ isStarted: () => isStarted, isStopping: () => signal.aborted });
    const server = createHttpServer({ ...serverLimits(settings), handler, log });
    const close = closeServer(server, FINISH_REQUESTS_WITHIN_MS);
    await listen(server, settings);
    server.on('error', (error) => log.error({ err: error }, 'the server could not take a connection'));
    const starting = startApp({ ...options, app, signal }).then((started) => {
      isStarted = started;
      const { mode, publicUrl, host, port } = settings;
      if (started) log.info({ mode, publicUrl, host, port, stores: app.storage.describe() }, 'the bridge is up');
      return started;
    });
    const settled = starting.catch(() => false);
    return {
      untilServing: () => starting,
      async offerFirstOwner() {
        const token = await app.staff.firstOwner.offer();
        return token && `${settings.publicUrl}/admin/first-owner?token=${token}`;
      },
      async stop() {
        stopping.abort();
        await close();
        await settled;
        await app.close();
        log.info('the bridge has stopped');
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

function listen(server: Server, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(listenFailure(error, { ...settings, portVariable: 'PORT' }));
    server.once('error', fail);
    server.listen(settings.port, settings.host, () => {
      server.off('error', fail);
      resolve();
    });
  });
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
  const limits = {
    headersTimeout: Math.min(requestTimeoutSeconds, 10) * 1000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  return { limits, requestTimeoutMs: requestTimeoutSeconds * 1000 };
}
