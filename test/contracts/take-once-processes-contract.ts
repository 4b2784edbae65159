import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ExpiringStore } from '../../src/lib/expiring-store.ts';
import { forkTakeOnceWorker } from '../support/take-once-workers.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

export interface OpenedForProcesses {
  readonly engine: 'sqlite' | 'redis';
  /** The file or the URL that a worker opens. */
  readonly place: string;
  readonly store: ExpiringStore;
  close(): Promise<void>;
}

export interface TakeOnceProcessesContractOptions {
  readonly skip?: string | false;
  /** @returns An empty store. */
  open(): Promise<OpenedForProcesses>;
}

/** Enough for a worker to be killed in the middle. */
const KILL_KEYS = 12_000;
const PUTS_AT_ONCE = 500;

/** What an expiring store must hold to when several processes use it and some of them die. */
export function takeOnceProcessesContract(
  name: string,
  { skip = false, open }: TakeOnceProcessesContractOptions,
): void {
  describe(`several processes on ${name}`, { skip }, () => {
    const folder = makeTempFolder();
    let opened: OpenedForProcesses;
    before(async () => {
      opened = await open();
    });
    after(async () => {
      await opened.close();
      folder.remove();
    });

    async function fillStore(keyCount: number): Promise<void> {
      const ids = Array.from({ length: keyCount }, (_, id) => String(id));
      const options = { validForMs: null };
      // Not all at once: what waits for too long is unavailable.
      while (ids.length > 0) {
        const some = ids.splice(0, PUTS_AT_ONCE);
        await Promise.all(
          some.map((id) => opened.store.put({ partition: 'wl', kind: 'one-time-token', id }, id, options)),
        );
      }
    }

    function forkWorker(worker: string, keyCount: number) {
      return forkTakeOnceWorker({ ...opened, folder: folder.path, name: worker, keyCount });
    }

    test('row 4: two processes that take the same 3000 keys get each key once', async () => {
      await fillStore(3000);
      const workers = await Promise.all([forkWorker('one', 3000), forkWorker('two', 3000)]);
      for (const worker of workers) worker.start();
      await Promise.all(workers.map((worker) => worker.untilDone()));
      const [one = [], two = []] = workers.map((worker) => worker.noted());
      assert.equal(new Set([...one, ...two]).size, 3000);
      assert.equal(one.length + two.length, 3000);
    });

    test('row 44: after kill -9 in the middle of two processes taking keys, no key is taken twice', async () => {
      await fillStore(KILL_KEYS);
      const [victim, survivor] = await Promise.all([
        forkWorker('victim', KILL_KEYS),
        forkWorker('survivor', KILL_KEYS),
      ]);
      victim.start();
      survivor.start();
      await victim.untilBusy();
      await victim.kill();
      await survivor.untilDone();
      const heir = await forkWorker('heir', KILL_KEYS);
      heir.start();
      await heir.untilDone();
      const taken = [...victim.noted(), ...survivor.noted(), ...heir.noted()];
      assert.equal(new Set(taken).size, taken.length, 'no key twice');
      assert.ok(victim.noted().length > 0, 'the victim had begun');
      assert.ok(taken.length >= KILL_KEYS - 32, 'no key is lost but those that the victim had just asked for');
    });
  });
}
