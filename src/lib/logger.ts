import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { createTextLogStream } from './log-text.ts';
import { redact } from './redact.ts';

export type { Logger } from 'pino';

/**
 * A log: redacted JSON lines, on standard output.
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
    stream ?? bufferedStream(process.stdout.fd),
  );
}

/**
 * The log of a process that serves.
 *
 * @param format - `text` is for people; `undefined` is `text` on a terminal and `json` everywhere else.
 * @param output - Standard error leaves standard output to an answer.
 */
export function createProcessLogger(
  level: string,
  format: 'json' | 'text' | undefined,
  output: 'stdout' | 'stderr' = 'stdout',
): Logger {
  const stream = process[output];
  const isText = (format ?? (stream.isTTY ? 'text' : 'json')) === 'text';
  return createLogger(level, isText ? createTextLogStream(stream) : bufferedStream(stream.fd));
}

function bufferedStream(fd: number): DestinationStream {
  return destination({ fd, sync: false, minLength: 16_000, periodicFlush: 200 });
}

/** @returns Once everything that was logged is written, so that what is printed next stands below it. */
export function flushLog(log: Logger): Promise<void> {
  return new Promise((resolve) => log.flush(() => resolve()));
}
