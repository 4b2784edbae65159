import type { App } from '../app.ts';
import { loadSettings, type Settings } from '../config/load-settings.ts';
import { systemClock } from '../lib/clock.ts';
import { createTextLogStream } from '../lib/log-text.ts';
import { createLogger } from '../lib/logger.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

/** Runs one command on the bridge's stores and domain, without its HTTP server; only warnings are logged, on standard error. */
export async function withApp<Result>(
  job: (app: App, settings: Settings) => Promise<Result>,
  level = 'warn',
): Promise<Result> {
  const settings = loadSettings(process.env, PROJECT_FOLDER);
  const log = createLogger(level, createTextLogStream(process.stderr));
  // Loaded here, for `--help` should not wait for all of it.
  const { createApp } = await import('../app.ts');
  const app = await createApp({ settings, clock: systemClock, log, projectFolder: PROJECT_FOLDER });
  try {
    return await job(app, settings);
  } finally {
    await app.close();
  }
}
