import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A process that takes keys (see `take-once-worker.ts`). */
export interface TakeOnceWorker {
  start(): void;
  /** @returns When it has got well into its work. */
  untilBusy(): Promise<void>;
  kill(): Promise<void>;
  untilDone(): Promise<void>;
  /** The keys that it knew to be its own. */
  taken(): string[];
}

export interface TakeOnceWorkerOptions {
  readonly engine: 'sqlite' | 'redis';
  /** The file or the URL. */
  readonly place: string;
  readonly folder: string;
  readonly name: string;
  readonly keyCount: number;
}

export async function forkTakeOnceWorker(options: TakeOnceWorkerOptions): Promise<TakeOnceWorker> {
  const notesFile = join(options.folder, `${options.name}.taken`);
  const script = join(import.meta.dirname, 'take-once-worker.ts');
  const worker = fork(script, [options.engine, options.place, notesFile, String(options.keyCount)]);
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
    taken: () => (existsSync(notesFile) ? readFileSync(notesFile, 'utf8').split('\n').filter(Boolean) : []),
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
