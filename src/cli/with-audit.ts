import { loadSettings } from '../config/load-settings.ts';
import { createTextLogStream } from '../lib/log-text.ts';
import { createLogger } from '../lib/logger.ts';
import type { ReadableLogs } from '../open-audit.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

/** Runs one command on the logs, without the right to write anything. */
export async function withAudit<Result>(job: (audit: ReadableLogs) => Promise<Result>): Promise<Result> {
  const settings = loadSettings(process.env, PROJECT_FOLDER);
  const log = createLogger('warn', createTextLogStream(process.stderr));
  // Loaded here, for `--help` should not wait for all of it.
  const { openAudit } = await import('../open-audit.ts');
  const audit = await openAudit(settings, log);
  try {
    return await job(audit);
  } finally {
    await audit.close();
  }
}
