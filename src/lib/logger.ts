import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { redact } from './redact.ts';

export type { Logger } from 'pino';

/**
 * The process's log: JSON lines on standard output.
 *
 * @param level - A level of pino, or `silent`.
 * @param stream - Where to write instead.
 */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redact },
    },
    stream ?? destination({ sync: false, minLength: 4096, periodicFlush: 200 }),
  );
}
