import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A process that notes in a file what it has got done. It says `ready`, waits for any message, and says `busy` now and then. */
export interface NotingWorker {
  start(): void;
  /** @returns When it has got well into its work. */
  untilBusy(): Promise<void>;
  kill(): Promise<void>;
  untilDone(): Promise<void>;
  /** What it knew to be done. */
  noted(): string[];
}

export interface NotingWorkerOptions {
  /** In this folder. */
  readonly script: string;
  readonly folder: string;
  readonly name: string;
  readonly parameters: (notesFile: string) => readonly string[];
}

export async function forkNotingWorker({
  script,
  folder,
  name,
  parameters,
}: NotingWorkerOptions): Promise<NotingWorker> {
  const notesFile = join(folder, `${name}.noted`);
  const worker = fork(join(import.meta.dirname, script), parameters(notesFile));
  await message(worker, 'ready');
  const ended = once(worker, 'exit');
  const busy = message(worker, 'busy');
  busy.catch(() => undefined);
  return {
    start: () => void worker.send('go'),
    untilBusy: () => busy,
    async kill() {
      worker.kill('SIGKILL');
      const [, signal] = await ended;
      if (signal !== 'SIGKILL') throw new Error('The worker had ended before it was killed');
    },
    async untilDone() {
      const [code] = await ended;
      if (code !== 0) throw new Error(`The worker ended with ${code}`);
    },
    noted: () => (existsSync(notesFile) ? readFileSync(notesFile, 'utf8').split('\n').filter(Boolean) : []),
  };
}

function message(worker: ChildProcess, expected: string): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (received) => {
      if (received === expected) resolve();
    });
    worker.once('exit', () => reject(new Error(`The worker ended before it said ${expected}`)));
  });
}
