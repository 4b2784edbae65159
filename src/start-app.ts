import { setTimeout as delay } from 'node:timers/promises';
import type { App } from './app.ts';
import type { Configuration } from './config/load-configuration.ts';
import { isBridgeError } from './errors/bridge-error.ts';
import type { Logger } from './lib/logger.ts';
import { refuseExampleBrokers } from './refuse-example-brokers.ts';

const RETRY_MS = 1000;

export interface StartAppOptions extends Configuration {
  readonly app: App;
  readonly log: Logger;
  readonly projectFolder: string;
  /** Ends the waiting for a store. */
  readonly signal: AbortSignal;
}

/**
 * Brings the app to where it can serve: tables, brokers, seed. While a store is gone it waits, and goes on by itself.
 * From then on payments and changes of email addresses are recovered, and everybody is told of what they wait for.
 *
 * @returns Whether it can serve now; `false` when the signal came first.
 * @throws SettingsError in production mode on a store of the sandbox; whatever is wrong with the seed.
 */
export async function startApp(options: StartAppOptions): Promise<boolean> {
  const { app, settings, brokersFile, log, projectFolder, signal } = options;
  const retry = retryWhileUnavailable(log, signal);
  await retry(() => app.start());
  if (settings.mode === 'production') await retry(() => refuseExampleBrokers(app, projectFolder));
  if (brokersFile) {
    await retry(async () => {
      const added = await app.seed(brokersFile);
      if (added.brokers.length > 0) log.info({ added }, 'brokers were added from the file');
    });
  }
  if (signal.aborted) return false;
  app.payments.startRecovery();
  app.emailChange.startRecovery();
  app.startMail();
  app.startAppLogouts();
  app.apiKeys.startAnnouncing();
  app.webhooks.start();
  app.statistics.start();
  app.staff.start();
  return true;
}

/** One line for an outage, not one for each try. */
function retryWhileUnavailable(log: Logger, signal: AbortSignal): (step: () => Promise<void>) => Promise<void> {
  let isTold = false;

  function tell(reason: string | undefined): void {
    if (!isTold) log.warn({ reason }, 'a store cannot be reached; trying again every second until it can');
    isTold = true;
  }

  return async (step) => {
    while (!signal.aborted) {
      try {
        return await step();
      } catch (error) {
        // What fails because all is being closed is no fault.
        if (signal.aborted) return;
        if (!isBridgeError(error, 'store_unavailable')) throw error;
        tell(error.detail);
      }
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  };
}
