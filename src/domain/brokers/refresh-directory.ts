import type { Logger } from '../../lib/logger.ts';
import type { BrokerDirectory } from './broker-directory.ts';
import type { BrokerStore } from './broker-store.ts';

const REFRESH_INTERVAL_MS = 500;

interface Keeper {
  start(): Promise<void>;
  stop(): void;
  refresh(): Promise<void>;
}

/** Keeps the copy of the brokers in memory in step with the records, whichever process changed them. */
export function keepRefreshed(parts: { store: BrokerStore; directory: BrokerDirectory; log: Logger }): Keeper {
  const { store, directory, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  let failing = false;
  let lastRead: Promise<void> = Promise.resolve();

  async function readChanges(): Promise<void> {
    const known = directory.revision();
    const latest = await store.revision();
    if (latest === known) return;
    directory.replaceCrms(await store.listCrms());
    directory.apply(await store.listChangedSince(known), latest);
  }

  /** One after the other, so that an older answer never overtakes a newer one. */
  function refresh(): Promise<void> {
    lastRead = lastRead.catch(() => undefined).then(readChanges);
    return lastRead;
  }

  async function refreshQuietly(): Promise<void> {
    try {
      await refresh();
      if (failing) log.info('the broker records can be read again');
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'the broker records cannot be read; the last copy serves');
      failing = true;
    }
  }

  return {
    refresh,
    async start() {
      await refresh();
      timer = setInterval(refreshQuietly, REFRESH_INTERVAL_MS);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
