import { forkNotingWorker, type NotingWorker } from './noting-worker.ts';

export interface TakeOnceWorkerOptions {
  readonly engine: 'sqlite' | 'redis';
  /** The file or the URL. */
  readonly place: string;
  readonly folder: string;
  readonly name: string;
  readonly keyCount: number;
}

/** A process that takes keys, and notes those that it knew to be its own. */
export function forkTakeOnceWorker(options: TakeOnceWorkerOptions): Promise<NotingWorker> {
  const { engine, place, folder, name, keyCount } = options;
  return forkNotingWorker({
    ...{ script: 'take-once-worker.ts', folder, name },
    parameters: (notesFile) => [engine, place, notesFile, String(keyCount)],
  });
}
